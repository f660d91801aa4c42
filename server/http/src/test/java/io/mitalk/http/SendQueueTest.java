package io.mitalk.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What waits for a reader, by a socket that writes when the test says so. */
final class SendQueueTest {

    private static final byte[] LONG = new byte[2 * SendQueue.MAX_BYTES];

    /** A socket that is as slow as the test. */
    private static final class Slow implements SendQueue.Sink {
        final List<SendQueue.Frame> begun = new ArrayList<>();
        final ArrayDeque<SendQueue.Completion> pending = new ArrayDeque<>();
        boolean overflowed;

        @Override
        public void write(SendQueue.Frame frame, SendQueue.Completion done) {
            begun.add(frame);
            pending.add(done);
        }

        @Override
        public void overflow() {
            overflowed = true;
        }

        void finish() {
            pending.remove().done(true);
        }
    }

    private final Slow socket = new Slow();
    private final SendQueue queue = new SendQueue(socket);

    @Test
    @DisplayName("[S15] a long message on its way, or next in line, costs its reader no connection")
    void longOnItsWay() {
        assertThat(queue.sendText("first")).isTrue();
        assertThat(queue.sendBinary(LONG)).isTrue();
        socket.finish();
        for (int i = 0; i < SendQueue.MAX_MESSAGES; i++) {
            assertThat(queue.sendText("behind it")).isTrue();
        }
        socket.finish();
        assertThat(socket.overflowed).isFalse();
        assertThat(socket.begun).hasSize(3);
        assertThat(queue.open()).isTrue();
    }

    @Test
    @DisplayName(
            "[S15] behind the message on its way so many wait and no more, in number and in bytes")
    void bounded() {
        for (int i = 0; i <= SendQueue.MAX_MESSAGES; i++) {
            assertThat(queue.sendText("x")).isTrue();
        }
        assertThat(queue.sendText("one too many")).isFalse();
        assertThat(socket.overflowed).isTrue();

        var other = new Slow();
        var bytes = new SendQueue(other);
        assertThat(bytes.sendText("on its way")).isTrue();
        assertThat(bytes.sendBinary(new byte[SendQueue.MAX_BYTES])).isTrue();
        assertThat(bytes.sendText("x")).isFalse();
        assertThat(other.overflowed).isTrue();
        assertThat(other.begun).hasSize(1);
    }
}
