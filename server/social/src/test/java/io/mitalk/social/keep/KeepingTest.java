package io.mitalk.social.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.blob.FolderShelf;
import io.mitalk.db.testing.TestDatabase;
import io.mitalk.http.HttpServer;
import io.mitalk.http.HttpSettings;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RouteTable;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.testing.ManualClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepingTest {

    private static final TestDatabase DB = TestDatabase.create();
    private static final Keeper.Refusals REFUSALS =
            new Keeper.Refusals(new Problem("invalid", 400), new Problem("too-long", 400));

    @TempDir private Path folder;
    private final Threads threads = Threads.create();
    private final ManualClock clock = new ManualClock();
    private final Set<String> named = ConcurrentHashMap.newKeySet();
    private Keeping keeping;
    private Keeper keeper;

    @BeforeEach
    void open() throws Exception {
        open(0);
    }

    private void open(long keepFreeBytes) throws Exception {
        var parts = new FolderShelf.Parts(clock, Randomness.secure());
        keeping =
                new Keeping(FolderShelf.open(folder, keepFreeBytes, parts), DB.database(), threads);
        keeper =
                keeping.keeper(
                        (_, blobs) -> {
                            var found = ConcurrentHashMap.<String>newKeySet();
                            found.addAll(blobs);
                            found.retainAll(named);
                            return found;
                        });
    }

    @AfterEach
    void close() {
        keeping.close();
        threads.close();
    }

    @AfterAll
    static void closeDatabase() {
        DB.close();
    }

    private static byte[] recording() throws Exception {
        try (var in = KeepingTest.class.getResourceAsStream("/voice/chromium-recorder.webm")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static String slug(Throwable thrown) {
        return ((ProblemRaised) thrown).problem().slug();
    }

    @Test
    @DisplayName(
            "[S25] a browser's recording is kept as clean Ogg Opus; one that is too long or none is refused")
    void voices() throws Exception {
        var voice = keeper.voice(recording(), 20, REFUSALS);
        assertThat(voice.durationMs()).isBetween(1_500, 2_500);
        assertThat(voice.blob()).hasSize(64);
        assertThatThrownBy(() -> keeper.voice(recording(), 0, REFUSALS))
                .satisfies(thrown -> assertThat(slug(thrown)).isEqualTo("too-long"));
        assertThatThrownBy(() -> keeper.voice(new byte[100], 20, REFUSALS))
                .satisfies(thrown -> assertThat(slug(thrown)).isEqualTo("invalid"));
    }

    @Test
    @DisplayName("a full disk is told as such")
    void full() throws Exception {
        keeping.close();
        open(Long.MAX_VALUE);
        assertThatThrownBy(() -> keeper.bytes(new byte[1]))
                .satisfies(thrown -> assertThat(slug(thrown)).isEqualTo("storage-full"));
    }

    @Test
    @DisplayName("what a row names stays for ever, what none names goes after a day")
    void sweep() throws Exception {
        String kept = keeper.bytes("kept".getBytes(StandardCharsets.UTF_8));
        String dropped = keeper.bytes("dropped".getBytes(StandardCharsets.UTF_8));
        named.add(kept);
        keeping.sweep();
        clock.advance(Duration.ofHours(25));
        String young = keeper.bytes("young".getBytes(StandardCharsets.UTF_8));
        keeping.sweep();
        try (var http = new Player()) {
            assertThat(http.get(kept).statusCode()).isEqualTo(200);
            assertThat(http.get(young).statusCode()).isEqualTo(200);
            assertThat(http.get(dropped).statusCode()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("a sweep in which a noun fails removes nothing")
    void brokenSweep() throws Exception {
        String blob = keeper.bytes("dear".getBytes(StandardCharsets.UTF_8));
        keeping.keeper(
                (_, _) -> {
                    throw new IllegalStateException("the database is away");
                });
        clock.advance(Duration.ofDays(3));
        keeping.sweep();
        try (var http = new Player()) {
            assertThat(http.get(blob).body()).isEqualTo("dear");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "bytes=0-1, 206, 01, bytes 0-1/10",
        "bytes=8-, 206, 89, bytes 8-9/10",
        "bytes=8-99, 206, 89, bytes 8-9/10",
        "bytes=-3, 206, 789, bytes 7-9/10",
        "bytes=-99, 206, 0123456789, bytes 0-9/10",
        "bytes=10-, 416, '', bytes */10",
        "bytes=-0, 416, '', bytes */10",
        "bytes=5-2, 200, 0123456789, ''",
        "bytes=0-1;4-5, 200, 0123456789, ''",
        "seconds=1-2, 200, 0123456789, ''",
        "bytes=-, 200, 0123456789, ''"
    })
    @DisplayName("parts are given as RFC 9110 says")
    void ranges(String range, int status, String body, String contentRange) throws Exception {
        String blob = keeper.bytes("0123456789".getBytes(StandardCharsets.UTF_8));
        try (var http = new Player()) {
            var answer = http.get(blob, "Range", range);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).isEqualTo(body);
            assertThat(answer.headers().firstValue("Content-Range").orElse(""))
                    .isEqualTo(contentRange);
        }
    }

    @Test
    @DisplayName("what the browser has is not sent again, and no shared cache keeps it")
    void caching() throws Exception {
        String blob = keeper.bytes("0123456789".getBytes(StandardCharsets.UTF_8));
        try (var http = new Player()) {
            var first = http.get(blob);
            assertThat(first.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
            assertThat(first.headers().firstValue("Content-Type")).hasValue("audio/ogg");
            String tag = first.headers().firstValue("ETag").orElseThrow();
            assertThat(http.get(blob, "If-None-Match", tag).statusCode()).isEqualTo(304);
        }
    }

    /** Owned by one test. A server that plays every blob, and a client for it. */
    private final class Player implements AutoCloseable {
        private final HttpServer server;
        private final HttpClient client = HttpClient.newHttpClient();

        Player() throws Exception {
            var parts =
                    new HttpServer.Parts(
                            clock, Randomness.secure(), threads, new SimpleMeterRegistry());
            var table = new RouteTable();
            table.get(
                    "/api/play/{blob}", context -> keeper.play(context, context.pathParam("blob")));
            server = HttpServer.start(HttpSettings.plain("127.0.0.1", 0), table, parts);
        }

        HttpResponse<String> get(String blob, String... headers) throws Exception {
            var uri = URI.create("http://127.0.0.1:" + server.port() + "/api/play/" + blob);
            var request = HttpRequest.newBuilder(uri);
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        @Override
        public void close() {
            client.close();
            server.close();
        }
    }
}
