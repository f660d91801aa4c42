package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GapTrackerTest {

    private static final long MS = 1_000_000L;

    private final GapTracker gaps = new GapTracker();
    private final long[] due = new long[GapTracker.MAX_MISSING];

    @Test
    @DisplayName(
            "what is missing is asked for at once, then with growing pauses, four times in all")
    void backOff() {
        gaps.jumped(10, 13, 0);
        assertThat(gaps.takeDue(due, 0)).isEqualTo(2);
        assertThat(due).startsWith(11, 12);
        assertThat(gaps.takeDue(due, 39 * MS)).isZero();
        assertThat(gaps.takeDue(due, 40 * MS)).isEqualTo(2);
        assertThat(gaps.takeDue(due, 119 * MS)).isZero();
        assertThat(gaps.takeDue(due, 120 * MS)).isEqualTo(2);
        assertThat(gaps.takeDue(due, 280 * MS)).isEqualTo(2);
        assertThat(gaps.takeDue(due, 10_000 * MS)).isZero();
        assertThat(gaps.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("a late packet closes its gap, and a burst beyond repair opens none")
    void filled() {
        gaps.jumped(1, 3, 0);
        gaps.filled(2);
        assertThat(gaps.isEmpty()).isTrue();
        gaps.jumped(3, 1000, 0);
        assertThat(gaps.isEmpty()).isTrue();
        gaps.jumped(-1, 500, 0);
        assertThat(gaps.isEmpty()).isTrue();
    }
}
