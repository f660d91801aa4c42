package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.kit.lifecycle.Threads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RelayTest {

    private static final int SLOTS = 16;
    private static final int PACKETS = 50_000;

    private final Counters counters = new Counters();
    private final AtomicInteger wakes = new AtomicInteger();
    private final Relay relay = new Relay(SLOTS, wakes::incrementAndGet, counters);
    private final AudioPacket packet = new AudioPacket();
    private final List<String> heard = new ArrayList<>();
    private final RelayTarget target = this::hear;

    private @Nullable DropReason hear(AudioPacket p) {
        heard.add(text(p));
        return null;
    }

    private static String text(AudioPacket p) {
        return new String(p.buf, p.off, p.len, StandardCharsets.ISO_8859_1);
    }

    private AudioPacket packet(long number) {
        byte[] bytes = ("xx" + number).getBytes(StandardCharsets.ISO_8859_1);
        packet.buf = bytes;
        packet.off = 2;
        packet.len = bytes.length - 2;
        packet.extSeq = number;
        return packet;
    }

    private void take(int atMost) {
        relay.look();
        relay.take(atMost);
    }

    @Test
    @DisplayName("packets come out in their order, with everything that they carry, and not twice")
    void order() {
        var numbers = new ArrayList<Long>();
        for (int i = 0; i < 5; i++) {
            packet(i);
            packet.timestamp = 960 * i;
            packet.heard = true;
            packet.epoch = 7;
            packet.spell = 8;
            assertThat(relay.put(this::hear, packet)).isNull();
        }
        assertThat(wakes).hasValue(5);
        packet.buf = new byte[0];
        relay.put(
                p -> {
                    numbers.add(p.extSeq);
                    return null;
                },
                packet(99));
        take(5);
        assertThat(heard).containsExactly("0", "1", "2", "3", "4");
        assertThat(relay.waiting()).isEqualTo(1);
        take(5);
        take(5);
        assertThat(numbers).containsExactly(99L);
        assertThat(heard).hasSize(5);
        assertThat(relay.waiting()).isZero();
    }

    @Test
    @DisplayName(
            "a full ring refuses what is new, keeps what it has, and goes on when there is room")
    void full() {
        for (int i = 0; i < SLOTS; i++) {
            assertThat(relay.put(target, packet(i))).isNull();
        }
        assertThat(relay.put(target, packet(100))).isEqualTo(DropReason.RELAY_FULL);
        take(1);
        assertThat(relay.put(target, packet(16))).isNull();
        assertThat(relay.put(target, packet(101))).isEqualTo(DropReason.RELAY_FULL);
        take(SLOTS);
        assertThat(heard).hasSize(SLOTS + 1).startsWith("0", "1").endsWith("15", "16");
        assertThat(relay.put()).isEqualTo(SLOTS + 1);
    }

    @Test
    @DisplayName("what is put after the look waits for the next one: orders in between come first")
    void look() {
        relay.put(target, packet(1));
        relay.look();
        relay.put(target, packet(2));
        relay.take(SLOTS);
        assertThat(heard).containsExactly("1");
        take(SLOTS);
        assertThat(heard).containsExactly("1", "2");
    }

    @Test
    @DisplayName(
            "what is of no use at the other end is counted there; who fails there stops nobody")
    void useless() {
        relay.put(p -> DropReason.MUTED, packet(1));
        relay.put(
                p -> {
                    throw new IllegalStateException("broken");
                },
                packet(2));
        relay.put(target, packet(3));
        relay.look();
        assertThatThrownBy(() -> relay.take(SLOTS)).hasMessage("broken");
        relay.take(SLOTS);
        assertThat(counters.drops(DropReason.MUTED)).isEqualTo(1);
        assertThat(heard).containsExactly("3");
        assertThat(relay.waiting()).isZero();
    }

    @Test
    @DisplayName("between two threads nothing is lost, changed or overtaken")
    void threads() throws InterruptedException {
        var next = new AtomicLong();
        var wrong = new AtomicInteger();
        RelayTarget check =
                p -> {
                    boolean right =
                            p.extSeq == next.getAndIncrement()
                                    && text(p).equals(Long.toString(p.extSeq));
                    wrong.addAndGet(right ? 0 : 1);
                    return null;
                };
        var come = new Semaphore(0);
        var room = new Semaphore(0);
        var ring = new Relay(SLOTS, come::release, counters);
        try (var threads = Threads.create()) {
            var sender = threads.platform("relay-test", () -> send(ring, check, room));
            while (next.get() < PACKETS) {
                come.acquire();
                come.drainPermits();
                while (ring.waiting() > 0) {
                    ring.look();
                    ring.take(5);
                    room.release();
                }
            }
            sender.join();
        }
        assertThat(wrong).hasValue(0);
        assertThat(ring.put()).isEqualTo(PACKETS);
    }

    private void send(Relay ring, RelayTarget check, Semaphore room) {
        for (int i = 0; i < PACKETS; i++) {
            packet(i);
            while (ring.put(check, packet) != null) {
                room.acquireUninterruptibly();
            }
        }
    }
}
