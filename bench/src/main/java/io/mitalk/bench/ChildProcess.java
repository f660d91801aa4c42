package io.mitalk.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Owned by the bench's main thread. A process of another server with a folder of its own, which go together. */
final class ChildProcess implements AutoCloseable {

    private static final int START_SECONDS = 20;
    private static final int STOP_SECONDS = 5;

    private final Process process;
    private final Path folder;

    private ChildProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** The first of {@code names} on the PATH, else the first of {@code places} that can be run; null for none. */
    static @Nullable Path find(List<String> names, List<Path> places) {
        var path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
        return Stream.concat(
                        Stream.of(path)
                                .flatMap(
                                        folder ->
                                                names.stream().map(name -> Path.of(folder, name))),
                        places.stream())
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** Starts it; {@link #close} ends it and removes the folder. */
    static ChildProcess start(Path folder, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("log").toFile());
        return new ChildProcess(builder.start(), folder);
    }

    long pid() {
        return process.pid();
    }

    /** Waits until {@code url} answers anything. */
    void awaitAnswer(HttpClient http, URI url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url).build();
        for (int i = 0; i < START_SECONDS * 10 && process.isAlive(); i++) {
            try {
                http.send(request, BodyHandlers.discarding());
                return;
            } catch (IOException e) {
                // Nobody listens yet.
            }
            Thread.sleep(100);
        }
        var log = Files.readString(folder.resolve("log"));
        close();
        throw new IOException("it did not start:\n" + log);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
