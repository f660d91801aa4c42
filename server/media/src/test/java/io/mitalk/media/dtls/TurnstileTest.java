package io.mitalk.media.dtls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class TurnstileTest {

    private final Threads threads = Threads.create();
    private final Turnstile turnstile = new Turnstile(Clock.system(), 1);
    private final DtlsSession.Parts parts =
            new DtlsSession.Parts(Clock.system(), threads, turnstile);

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    @DisplayName("With one place many handshakes succeed, and none is held at the end")
    void oneByOne() throws Exception {
        var pairs = new ArrayList<DtlsPair>();
        for (int i = 0; i < 20; i++) {
            pairs.add(new DtlsPair(parts, datagram -> true, datagram -> true));
        }
        pairs.forEach(pair -> pair.client.start());
        for (var pair : pairs) {
            assertThat(pair.serverEar.done.get(20, SECONDS)).isNotNull();
            assertThat(pair.clientEar.done.get(20, SECONDS)).isNotNull();
            pair.client.close();
            pair.server.close();
        }
        assertThat(turnstile.entries()).isGreaterThan(40);
        assertThat(turnstile.waiting()).isZero();
        assertFree();
    }

    @Test
    @DisplayName("A client that never answers holds no place while others shake hands")
    void silentClient() throws Exception {
        var answered = new CountDownLatch(1);
        var silent =
                new DtlsPair(
                        parts,
                        datagram -> answered.getCount() > 0,
                        datagram -> {
                            answered.countDown();
                            return false;
                        });
        silent.client.start();
        assertThat(answered.await(10, SECONDS)).isTrue();

        var other = new DtlsPair(parts, datagram -> true, datagram -> true);
        other.client.start();
        assertThat(other.serverEar.done.get(10, SECONDS)).isNotNull();
        assertThat(silent.serverEar.done).isNotDone();

        silent.client.close();
        silent.server.close();
        other.client.close();
        other.server.close();
        assertFree();
    }

    /** Ended handshakes leave their places a moment after they are told of. */
    private void assertFree() throws Exception {
        var inside = new CountDownLatch(1);
        threads.virtual()
                .execute(
                        () -> {
                            turnstile.enter();
                            inside.countDown();
                            turnstile.leave();
                        });
        assertThat(inside.await(10, SECONDS)).isTrue();
    }
}
