package io.mitalk.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. The built page, read once into memory: no request ever names a file. Pages that the web client draws
 * itself all get index.html.
 */
final class StaticFiles {

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("mjs", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("map", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("png", "image/png"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("wasm", "application/wasm"));
    private static final Set<String> ALREADY_COMPRESSED = Set.of("png", "webp", "ico", "woff2");
    private static final int WORTH_COMPRESSING_BYTES = 1_000;
    private static final String INDEX = "/index.html";

    private final Map<String, StaticFile> files;
    private final Set<String> pages;

    private StaticFiles(Map<String, StaticFile> files, Set<String> pages) {
        this.files = Map.copyOf(files);
        this.pages = Set.copyOf(pages);
    }

    /** Reads the folder; a folder that is absent means a server without a page. */
    static StaticFiles load(@Nullable Path folder, Set<String> pages) {
        Map<String, StaticFile> files = new HashMap<>();
        if (folder != null && Files.isDirectory(folder)) {
            try (var walk = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                    String path = "/" + folder.relativize(file).toString().replace('\\', '/');
                    files.put(path, StaticFile.read(file, path));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new StaticFiles(files, pages);
    }

    /** Answers a GET or HEAD that no route took. */
    void serve(Context context) throws ProblemRaised {
        String path = context.path();
        boolean page = pages.stream().anyMatch(pattern -> isPage(pattern, path));
        var file = files.get(page ? INDEX : path);
        var index = files.get(INDEX);
        if (file != null) {
            file.answer(context);
        } else if (page) {
            throw Problem.PAGE_NOT_BUILT.raise();
        } else if (index != null && looksAround(context, path)) {
            index.answerMissing(context);
        } else {
            throw Problem.NOT_FOUND.raise();
        }
    }

    /** Whether a person's browser asks, by an address that somebody mistyped, and not a program. */
    private static boolean looksAround(Context context, String path) {
        String accepted = context.header("Accept");
        return accepted != null && accepted.contains("text/html") && !path.startsWith("/api/");
    }

    /** Whether the path has the pattern's segments, where one in braces stands for any. */
    private static boolean isPage(String pattern, String path) {
        if (!pattern.contains("{")) {
            return pattern.equals(path);
        }
        var wanted = pattern.split("/", -1);
        var given = path.split("/", -1);
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            boolean any = wanted[i].startsWith("{") && !given[i].isEmpty();
            if (!any && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    /** Thread-safe. One file, and its compressed form once somebody asked for it. */
    private static final class StaticFile {
        private final byte[] bytes;
        private final String type;
        private final String caching;
        private final String tag;
        private final boolean compressible;
        private byte @Nullable [] gzip;

        private StaticFile(byte[] bytes, String extension, boolean immutable) {
            this.bytes = bytes;
            this.type = TYPES.getOrDefault(extension, "application/octet-stream");
            this.caching = immutable ? "public, max-age=31536000, immutable" : "no-cache";
            this.tag = hash(bytes);
            this.compressible =
                    bytes.length >= WORTH_COMPRESSING_BYTES
                            && !ALREADY_COMPRESSED.contains(extension);
        }

        static StaticFile read(Path file, String path) throws IOException {
            String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            return new StaticFile(Files.readAllBytes(file), extension, path.startsWith("/assets/"));
        }

        void answer(Context context) {
            boolean zipped = compressible && accepts(context.header("Accept-Encoding"));
            String etag = zipped ? "\"" + tag + "-gzip\"" : "\"" + tag + "\"";
            context.header("ETag", etag);
            context.header("Cache-Control", caching);
            if (compressible) {
                context.header("Vary", "Accept-Encoding");
            }
            String known = context.header("If-None-Match");
            if (known != null && (known.contains(etag) || known.strip().equals("*"))) {
                context.status(304);
                return;
            }
            context.contentType(type);
            if (zipped) {
                context.header("Content-Encoding", "gzip");
            }
            context.result(zipped ? compressed() : bytes);
        }

        /** The page, which says in words that there is nothing here. */
        void answerMissing(Context context) {
            context.status(404);
            context.header("Cache-Control", "no-store");
            context.contentType(type);
            context.result(bytes);
        }

        private static boolean accepts(@Nullable String encodings) {
            return encodings != null
                    && encodings.contains("gzip")
                    && !encodings.contains("gzip;q=0");
        }

        private synchronized byte[] compressed() {
            if (gzip == null) {
                var out = new ByteArrayOutputStream(bytes.length / 2);
                try (var zip = new GZIPOutputStream(out)) {
                    zip.write(bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                gzip = out.toByteArray();
            }
            return gzip;
        }

        private static String hash(byte[] bytes) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                return HexFormat.of().formatHex(digest, 0, 12);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
