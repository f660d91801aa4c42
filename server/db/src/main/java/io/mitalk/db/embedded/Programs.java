package io.mitalk.db.embedded;

import io.mitalk.kit.id.Randomness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import org.tukaani.xz.XZInputStream;

/**
 * Immutable. PostgreSQL's programs, unpacked once from the class path into a folder named by their version.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record Programs(Path folder) {

    /** Version of the archive, and its first number: the version of a data folder. */
    static final String VERSION = "18.6";

    static final int MAJOR = 18;

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /**
     * Unpacks the programs into a folder under {@code parent} unless they are there; the folder appears whole.
     *
     * @throws PostgresStartException when this machine is none that there are programs for
     */
    static Programs unpack(Path parent, Randomness randomness) throws IOException {
        var resource = resource();
        var folder = parent.resolve("programs-" + VERSION);
        if (Files.isDirectory(folder)) {
            return new Programs(folder);
        }
        var half = parent.resolve("programs-" + VERSION + "." + randomness.text(8) + ".new");
        try (var packed = Programs.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new PostgresStartException(
                        "this build lacks PostgreSQL for " + System.getProperty("os.arch"));
            }
            unpack(packed, half);
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException ignored) {
            // Another process was quicker, with the same programs.
        } finally {
            delete(half);
        }
        return new Programs(folder);
    }

    private static void unpack(InputStream packed, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var archive = new XZInputStream(packed)) {
            TarReader.unpack(archive, folder);
        }
    }

    private static String resource() throws PostgresStartException {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var machine = System.getProperty("os.arch");
        if (system.equals("linux") && (machine.equals("amd64") || machine.equals("x86_64"))) {
            return "/postgres-linux-x86_64.txz";
        }
        if (system.equals("linux") && machine.equals("aarch64")) {
            return "/postgres-linux-arm_64.txz";
        }
        throw new PostgresStartException(
                "MiTalk brings PostgreSQL for Linux on x86-64 and ARM64, not for %s on %s: set database.url"
                        .formatted(System.getProperty("os.name"), machine));
    }

    /** Removes a folder with all that is in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
