package io.mitalk.kit.testing.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/** Thread-safe. Inputs that are kept: in the repository as lines of a target's file, by long runs as files. */
final class Corpus {

    private static final char COMMENT = '#';

    private Corpus() {}

    /** The target's own seeds, then its file in the resources. */
    static List<byte[]> of(FuzzTarget target) {
        var inputs = new ArrayList<>(target.seeds());
        inputs.addAll(committed(target.name()));
        return inputs;
    }

    /**
     * What {@code fuzz/<name>.hex} of the resources holds, an input a line; what stands behind a {@code #} says where
     * it comes from. None where there is no such file.
     */
    static List<byte[]> committed(String name) {
        try (var file = Corpus.class.getResourceAsStream("/fuzz/" + name + ".hex")) {
            return file == null
                    ? List.of()
                    : read(new String(file.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The inputs in the lines of a text. */
    static List<byte[]> read(String text) {
        return text.lines()
                .map(
                        line ->
                                line.indexOf(COMMENT) < 0
                                        ? line
                                        : line.substring(0, line.indexOf(COMMENT)))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(HexFormat.of()::parseHex)
                .toList();
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
}
