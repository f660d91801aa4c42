package io.mitalk.media.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SpeechSlotsTest {

    private static final long MS = 1_000_000;
    private static final long START = 7_000_000 * MS;

    private final SpeechSlots slots = new SpeechSlots();

    @Test
    @DisplayName("speech is told by tenths of a second, the last one first, and told once")
    void told() {
        for (int ms = 0; ms < 1_000; ms += 20) {
            slots.loud(START + ms * MS);
        }
        assertThat(slots.take(START + 2_000 * MS)).isEqualTo(0xFFFL << 9);
        assertThat(slots.take(START + 2_000 * MS)).isZero();
    }

    @Test
    @DisplayName("what is spoken over the moment of telling is told the next time")
    void across() {
        slots.loud(START);
        assertThat(slots.take(START)).isEqualTo(0b1);
        assertThat(slots.take(START + 300 * MS)).isEqualTo(0b110);
    }

    @Test
    @DisplayName("the clock's numbers may be negative")
    void negative() {
        slots.loud(-START);
        assertThat(slots.take(-START + 250 * MS)).isEqualTo(0b111);
    }

    @Test
    @DisplayName("what is older than the slots kept is forgotten, also after hours of silence")
    void forgotten() {
        slots.loud(START);
        slots.loud(START + 6_600 * MS);
        assertThat(slots.take(START + 6_600 * MS)).isEqualTo(0b1);
        slots.loud(START + 10_000_000 * MS);
        assertThat(slots.take(START + 10_000_300 * MS)).isEqualTo(0b1110);
        assertThat(slots.take(START + 20_000_000 * MS)).isZero();
    }
}
