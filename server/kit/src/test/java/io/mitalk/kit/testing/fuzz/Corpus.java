package io.mitalk.kit.testing.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Thread-safe. Inputs in folders, one a file: real messages, and everything that ever broke something. */
final class Corpus {

    private Corpus() {}

    /** The target's own seeds, then its folder in the resources, in the order of names. */
    static List<byte[]> of(FuzzTarget target) {
        var inputs = new ArrayList<>(target.seeds());
        var folder = Corpus.class.getResource("/fuzz/" + target.name());
        if (folder != null) {
            try {
                inputs.addAll(inResources(folder.toURI()));
            } catch (IOException | URISyntaxException e) {
                throw new UncheckedIOException(new IOException(folder.toString(), e));
            }
        }
        return inputs;
    }

    /** The files of a folder, in the order of names; none where there is no folder. */
    static List<byte[]> in(Path folder) throws IOException {
        var inputs = new ArrayList<byte[]>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (var file : files.sorted().toList()) {
                    inputs.add(Files.readAllBytes(file));
                }
            }
        }
        return inputs;
    }

    /** Writes an input under a name that its bytes give it. */
    static Path save(Path folder, String name, byte[] input) throws IOException {
        var crc = new CRC32();
        crc.update(input);
        Files.createDirectories(folder);
        return Files.write(folder.resolve("%s-%08x.bin".formatted(name, crc.getValue())), input);
    }

    private static List<byte[]> inResources(URI folder) throws IOException {
        if (folder.getScheme().equals("file")) {
            return in(Path.of(folder));
        }
        try (var jar = FileSystems.newFileSystem(folder, Map.of())) {
            return in(jar.provider().getPath(folder));
        }
    }
}
