package io.mitalk.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Immutable. The migrations on the class path by version, each with the checksum that Flyway notes down for it: CRC-32
 * over its lines without their ends. Knowing that nothing is new saves Flyway's start, the longest part of our own.
 */
record MigrationFiles(Map<String, Integer> checksums) {

    static final String FOLDER = "db/migration";

    private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");

    /** Reads all of them. */
    static MigrationFiles onClassPath() throws IOException {
        var found = new TreeMap<String, Integer>();
        var folders = MigrationFiles.class.getClassLoader().getResources(FOLDER);
        for (URL folder : Collections.list(folders)) {
            if (folder.openConnection() instanceof JarURLConnection jar) {
                fromJar(jar, found);
            } else {
                fromFolder(Path.of(URI.create(folder.toString())), found);
            }
        }
        return new MigrationFiles(Map.copyOf(found));
    }

    private static void fromJar(JarURLConnection connection, Map<String, Integer> found)
            throws IOException {
        var jar = connection.getJarFile();
        for (var entry : Collections.list(jar.entries())) {
            if (entry.getName().startsWith(FOLDER + "/")) {
                var name = entry.getName().substring(FOLDER.length() + 1);
                try (var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        jar.getInputStream(entry), StandardCharsets.UTF_8))) {
                    note(name, reader, found);
                }
            }
        }
    }

    private static void fromFolder(Path folder, Map<String, Integer> found) throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                try (var reader = Files.newBufferedReader(file)) {
                    note(file.getFileName().toString(), reader, found);
                }
            }
        }
    }

    private static void note(String name, BufferedReader reader, Map<String, Integer> found)
            throws IOException {
        var parts = NAME.matcher(name);
        if (!parts.matches()) {
            return;
        }
        var sum = new CRC32();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            sum.update(line.getBytes(StandardCharsets.UTF_8));
        }
        found.put(parts.group(1), (int) sum.getValue());
    }
}
