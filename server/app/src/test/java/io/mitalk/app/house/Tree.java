package io.mitalk.app.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Immutable. The repository as people wrote it, without what was built, fetched or stored.
 *
 * @param root its folder
 * @param files all texts, sorted by path
 */
record Tree(Path root, List<SourceFile> files) {

    private static final Set<String> NOT_WRITTEN =
            Set.of(
                    ".git",
                    ".idea",
                    "target",
                    "node_modules",
                    "dist-test",
                    "dist",
                    "build",
                    "data",
                    "out",
                    "coverage");
    private static final Set<String> BINARY =
            Set.of("png", "jpg", "ico", "wav", "ogg", "woff2", "jar", "pcap", "bin");

    static Tree here() {
        try {
            var root = Path.of("").toAbsolutePath();
            while (!Files.exists(root.resolve("GLOSSARY.md"))) {
                var parent = root.getParent();
                if (parent == null) {
                    throw new IllegalStateException("no GLOSSARY.md above the working directory");
                }
                root = parent;
            }
            return new Tree(root, read(root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    private static List<SourceFile> read(Path root) throws IOException {
        var files = new ArrayList<SourceFile>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        var name = folder.getFileName();
                        return !folder.equals(root)
                                        && name != null
                                        && NOT_WRITTEN.contains(name.toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        var path = root.relativize(file).toString().replace('\\', '/');
                        if (attributes.isRegularFile()
                                && !BINARY.contains(path.substring(path.lastIndexOf('.') + 1))) {
                            files.add(
                                    new SourceFile(
                                            path,
                                            new String(
                                                    Files.readAllBytes(file),
                                                    StandardCharsets.UTF_8)));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        files.sort(Comparator.comparing(SourceFile::path));
        return List.copyOf(files);
    }
}
