package io.mitalk.kit.id;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.testing.ManualClock;
import io.mitalk.kit.testing.SeededRandomness;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class Uuid7Test {

    @Test
    @DisplayName("an id is version 7, carries its millisecond, and sorts after those made before")
    void layout() {
        var clock = new ManualClock();
        var ids = new Uuid7(clock, new SeededRandomness(1));
        var first = ids.next();
        clock.advanceMs(1);
        var second = ids.next();
        assertThat(first.version()).isEqualTo(7);
        assertThat(first.variant()).isEqualTo(2);
        assertThat(second.getMostSignificantBits() >>> 16).isEqualTo(clock.epochMs());
        assertThat(first.toString()).isLessThan(second.toString());
        assertThat(ids.next()).isNotEqualTo(second);
    }
}
