package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A record of everything that was sent, by what its initialisation vector is made of (RFC 7714 section 8.1). */
@ParameterizedClass
@MethodSource("io.mitalk.media.sfu.Stage#paths")
final class NonceTest {

    private static final int WORDS = 350;

    private final NativeUse path;

    NonceTest(NativeUse path) {
        this.path = path;
    }

    /** The keys belong to the connection, so that its number stands for them; the index is the one of RFC 3711. */
    private record Vector(int connection, int ssrc, long index) {}

    @Test
    @DisplayName(
            "[S8] merged, redundant, repaired, late and resumed packets, and sources that come again, share no vector")
    void recorded() {
        try (var stage = new Stage(path)) {
            var anna = stage.speaker("anna");
            var plain = stage.listener("ben", anna.track());
            var merged = stage.audience("cleo", anna.track(), 120);
            var red = stage.redListener("dora", anna.track());
            var all = new ArrayList<>(List.of(plain, merged, red));
            var late = new ArrayDeque<byte[]>();
            var random = new Random(8);
            for (int i = 0; i < WORDS; i++) {
                if (random.nextInt(8) == 0) {
                    late.add(anna.caller().lose(Stage.SPEAKER_SSRC, i, "x word " + i));
                } else {
                    anna.caller().say(Stage.SPEAKER_SSRC, i, "x word " + i);
                }
                if (late.size() > 2) {
                    anna.caller().send(late.remove());
                }
                disturb(stage, anna, all, i);
                if (i % 10 == 9) {
                    stage.room.settled().join();
                    all.forEach(listener -> listener.caller().listen(2));
                    all.forEach(listener -> ask(listener, random));
                }
            }
            for (var listener : all) {
                listener.caller().listen(100);
            }
            var seen = new HashMap<Vector, byte[]>();
            int repeats = 0;
            for (int i = 0; i < all.size(); i++) {
                repeats += record(i, all.get(i).caller().datagrams(), seen);
            }
            // A slow machine merges into fewer packets; whose packets are not merged get this many
            // on any.
            assertThat(seen).hasSizeGreaterThan(3 * WORDS / 2);
            assertThat(all).allSatisfy(one -> assertThat(one.caller().datagrams()).isNotEmpty());
            assertThat(repeats).isPositive();
            assertThat(stage.counters().retransmits).isPositive();
        }
    }

    /** What changes the numbers or the shape of what is sent, each in its time. */
    private static void disturb(
            Stage stage, Stage.Speaker anna, List<Stage.Listener> all, int word) {
        var merged = all.get(1);
        int ssrc =
                merged.caller().heard().isEmpty() ? 0 : merged.caller().heard().getFirst().ssrc();
        switch (word) {
            case 60 -> anna.track().muted(true);
            case 80 -> anna.track().muted(false);
            case 100 -> merged.caller().lost(ssrc, 60);
            case 120 -> all.getFirst().track().paused(true);
            case 140 -> all.getFirst().track().paused(false);
            case 160 -> merged.track().close();
            // The same source again under the same keys, which must not start over.
            case 180 -> again(merged, anna, ssrc);
            case 200 -> all.add(stage.audience("eve", anna.track(), 120));
            case 240 -> all.get(2).peer().close();
            case 260 -> all.add(stage.redListener("dora again", anna.track()));
            default -> {}
        }
    }

    private static void again(Stage.Listener merged, Stage.Speaker anna, int ssrc) {
        merged.transport()
                .addDownTrack(
                        anna.track(),
                        new DownTrackSpec("3", ssrc, 109, 4, "s", Caller.LEVEL_EXTENSION, 0, 120));
    }

    /** Asks for something that came lately, and for something that may not have come at all. */
    private static void ask(Stage.Listener listener, Random random) {
        var heard = listener.caller().heard();
        if (!heard.isEmpty()) {
            int back = random.nextInt(Math.min(heard.size(), 20));
            var one = heard.get(heard.size() - 1 - back);
            listener.caller().nack(one.ssrc(), one.sequence() - random.nextInt(2));
        }
    }

    /** How many came twice, with the same bytes. */
    private static int record(int connection, List<byte[]> datagrams, Map<Vector, byte[]> seen) {
        int repeats = 0;
        var highest = new HashMap<Integer, Long>();
        for (byte[] datagram : datagrams) {
            int ssrc = number(datagram, 8, 4);
            int sequence = number(datagram, 2, 2);
            long last = highest.getOrDefault(ssrc, 1L << 16 | sequence);
            long index = last + (short) (sequence - (int) last);
            highest.merge(ssrc, index, Math::max);
            byte[] before = seen.putIfAbsent(new Vector(connection, ssrc, index), datagram);
            if (before != null) {
                assertThat(datagram).isEqualTo(before);
                repeats++;
            }
        }
        return repeats;
    }

    private static int number(byte[] datagram, int at, int bytes) {
        int value = 0;
        for (int i = at; i < at + bytes; i++) {
            value = (value << 8) | (datagram[i] & 0xff);
        }
        return value;
    }
}
