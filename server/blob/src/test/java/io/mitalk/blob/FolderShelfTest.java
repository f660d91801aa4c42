package io.mitalk.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mitalk.kit.testing.ManualClock;
import io.mitalk.kit.testing.SeededRandomness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderShelfTest {

    private static final Duration GRACE = Duration.ofHours(1);

    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock();
    private FolderShelf shelf;

    @BeforeEach
    void open() throws Exception {
        shelf = open(0);
    }

    private FolderShelf open(long keepFreeBytes) throws ShelfException {
        var parts = new FolderShelf.Parts(clock, new SeededRandomness(1));
        return FolderShelf.open(folder, keepFreeBytes, parts);
    }

    private BlobId put(String text) throws Exception {
        return shelf.put(stream(text), 1_000_000);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private String text(BlobId id) throws Exception {
        try (var blob = Objects.requireNonNull(shelf.open(id));
                var in = blob.all()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<Path> files() throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private static ShelfException.Reason reason(Throwable thrown) {
        return ((ShelfException) thrown).reason();
    }

    @Test
    @DisplayName(
            "what is put can be opened by its SHA-256, also after a restart; equal bytes are one blob")
    void roundTrip() throws Exception {
        var id = put("hello");
        assertThat(id.hex())
                .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        assertThat(put("hello")).isEqualTo(id);
        assertThat(files()).hasSize(1);
        shelf = open(0);
        assertThat(text(id)).isEqualTo("hello");
        assertThat(text(put(""))).isEmpty();
        shelf.delete(id);
        shelf.delete(id);
        assertThat(shelf.open(id)).isNull();
    }

    @Test
    @DisplayName("parts can be read, several at once, and an open blob outlives its deletion")
    void ranges() throws Exception {
        var id = put("0123456789");
        try (var blob = Objects.requireNonNull(shelf.open(id))) {
            assertThat(blob.sizeBytes()).isEqualTo(10);
            var middle = blob.range(3, 4);
            var start = blob.range(0, 2);
            assertThat((char) middle.read()).isEqualTo('3');
            assertThat(start.readAllBytes()).asString().isEqualTo("01");
            shelf.delete(id);
            assertThat(middle.readAllBytes()).asString().isEqualTo("456");
            assertThat(blob.range(10, 0).read()).isEqualTo(-1);
            assertThatThrownBy(() -> blob.range(8, 3))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    @DisplayName("too many bytes, a stream that breaks and a full disk leave nothing behind")
    void wholeOrNotAtAll() throws Exception {
        assertThatThrownBy(() -> shelf.put(stream("x".repeat(101)), 100))
                .satisfies(
                        thrown ->
                                assertThat(reason(thrown))
                                        .isEqualTo(ShelfException.Reason.TOO_LARGE));
        assertThat(shelf.put(stream("x".repeat(100)), 100)).isNotNull();
        var breaking = new SequenceInputStream(stream("x".repeat(200_000)), new Broken());
        assertThatThrownBy(() -> shelf.put(breaking, 1_000_000))
                .isInstanceOf(IOException.class)
                .hasMessage("the client is gone");
        shelf = open(Long.MAX_VALUE);
        assertThatThrownBy(() -> put("no room"))
                .satisfies(
                        thrown -> assertThat(reason(thrown)).isEqualTo(ShelfException.Reason.FULL));
        assertThat(files()).hasSize(1);
    }

    /** Owned by one reader. A client that is gone. */
    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the client is gone");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("the client is gone");
        }
    }

    @Test
    @DisplayName("a disk that fills up in mid-write is told apart from one that fails")
    void full() {
        assertThat(FolderShelf.failed(new IOException("No space left on device")).reason())
                .isEqualTo(ShelfException.Reason.FULL);
        assertThat(FolderShelf.failed(new IOException("Disk quota exceeded")).reason())
                .isEqualTo(ShelfException.Reason.FULL);
        assertThat(FolderShelf.failed(new IOException("Input/output error")).reason())
                .isEqualTo(ShelfException.Reason.BROKEN);
    }

    @Test
    @DisplayName(
            "a process that is killed in mid-write leaves no blob, and the next start no debris")
    void killed() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                HalfWriter.class.getName(),
                                folder.toString())
                        .inheritIO()
                        .start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !files().isEmpty() && Files.size(files().getFirst()) > 5_000);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(files()).hasSize(1).allMatch(file -> file.toString().contains("unfinished"));
        shelf = open(0);
        assertThat(files()).isEmpty();
    }

    @Test
    @DisplayName(
            "what nobody refers to goes after its grace, unless the same bytes were put again meanwhile")
    void expiry() throws Exception {
        var kept = put("kept");
        var dropped = put("dropped");
        var again = put("again");
        clock.advance(Duration.ofHours(2));
        var young = put("young");
        assertThat(put("again")).isEqualTo(again);
        Set<BlobId> asked = new HashSet<>();
        int removed =
                shelf.expire(
                        GRACE,
                        ids -> {
                            asked.addAll(ids);
                            return Set.of(kept);
                        });
        assertThat(removed).isEqualTo(1);
        assertThat(asked).containsExactlyInAnyOrder(kept, dropped);
        assertThat(shelf.open(dropped)).isNull();
        for (var id : List.of(kept, again, young)) {
            assertThat(text(id)).isNotEmpty();
        }
    }

    @Test
    @DisplayName("bytes that are put again while they are about to expire stay")
    void race() throws Exception {
        var id = put("wanted");
        clock.advance(Duration.ofHours(2));
        int removed =
                shelf.expire(
                        GRACE,
                        _ -> {
                            try {
                                assertThat(put("wanted")).isEqualTo(id);
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                            return Set.of();
                        });
        assertThat(removed).isZero();
        assertThat(text(id)).isEqualTo("wanted");
    }

    @Test
    @DisplayName("many expire in bites")
    void many() throws Exception {
        var ids = new ArrayList<BlobId>();
        for (int i = 0; i < 220; i++) {
            ids.add(put("blob " + i));
        }
        clock.advance(Duration.ofHours(2));
        var bites = new ArrayList<Integer>();
        var needed = Set.copyOf(ids.subList(0, 20));
        int removed =
                shelf.expire(
                        GRACE,
                        some -> {
                            bites.add(some.size());
                            return needed;
                        });
        assertThat(removed).isEqualTo(200);
        assertThat(bites).hasSize(3).allMatch(size -> size <= 100);
        assertThat(files()).hasSize(20);
    }

    @Test
    @DisplayName(
            "the name of a blob can be nothing but one, so that no path leads out of the shelf")
    void names() {
        for (var name : List.of("", "../../etc/passwd", "A".repeat(64), "0".repeat(63))) {
            assertThatThrownBy(() -> new BlobId(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
