package io.mitalk.media.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TapTest {

    private static void put(Tap tap, long number, int length) {
        var payload = new byte[length];
        Arrays.fill(payload, (byte) number);
        tap.put(number, (int) number * 960, number * 20_000_000, payload, 0, length);
    }

    private static List<Long> drained(Tap tap) {
        var numbers = new ArrayList<Long>();
        tap.drain(
                (number, timestamp, arrivedNs, payload) -> {
                    assertThat(timestamp).isEqualTo((int) number * 960);
                    assertThat(arrivedNs).isEqualTo(number * 20_000_000);
                    assertThat(payload).containsOnly((byte) number);
                    numbers.add(number);
                });
        return numbers;
    }

    @Test
    @DisplayName("packets of every length come out as they went in, round and round")
    void roundAndRound() {
        var tap = new Tap(1 << 10);
        var expected = new ArrayList<Long>();
        var found = new ArrayList<Long>();
        for (long number = 1; number <= 1_000; number++) {
            put(tap, number, (int) (1 + number * 7 % 300));
            expected.add(number);
            if (number % 2 == 0) {
                found.addAll(drained(tap));
            }
        }
        found.addAll(drained(tap));
        assertThat(found).isEqualTo(expected);
        assertThat(tap.dropped()).isZero();
    }

    @Test
    @DisplayName("what finds no room is dropped and counted, and the packet thread does not wait")
    void full() {
        var tap = new Tap(1 << 10);
        for (long number = 1; number <= 100; number++) {
            put(tap, number, 100);
        }
        var found = drained(tap);
        assertThat(found).hasSizeBetween(6, 9).startsWith(1L, 2L, 3L);
        assertThat(tap.dropped()).isEqualTo(100 - found.size());
        put(tap, 101, 100);
        assertThat(drained(tap)).containsExactly(101L);
    }

    @Test
    @DisplayName("after the end the last packets are still there, and none is added")
    void ended() {
        var tap = new Tap();
        put(tap, 1, 80);
        tap.end();
        put(tap, 2, 80);
        assertThat(tap.ended()).isTrue();
        assertThat(drained(tap)).containsExactly(1L);
    }
}
