package io.mitalk.replay.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final int FRAME = 960;
    private static final long MS = 1_000_000;

    private final Timeline timeline = new Timeline();

    @Test
    @DisplayName("packets that follow each other leave no gap, whatever the network's delays are")
    void contiguous() {
        for (int i = 0; i < 100; i++) {
            long delay = i % 7 * 40L * MS;
            long written = (long) i * FRAME;
            assertThat(timeline.gapBefore(5_000 + i * FRAME, i * 20L * MS + delay, written))
                    .isZero();
        }
    }

    @Test
    @DisplayName("a pause is as long as the sender's timestamps say, also across their wrap")
    void pause() {
        int start = -FRAME;
        timeline.gapBefore(start, 0, 0);
        assertThat(timeline.gapBefore(start + 10 * 48_000, 10_010 * MS, FRAME))
                .isEqualTo(10 * 48_000 - FRAME);
    }

    @Test
    @DisplayName("another source counts from anywhere: then arrivals say where it goes on")
    void otherSource() {
        timeline.gapBefore(1_000, 0, 0);
        assertThat(timeline.gapBefore(900_000_000, 3_000 * MS, FRAME))
                .isEqualTo(3 * 48_000 - FRAME);
        assertThat(timeline.gapBefore(900_000_000 + FRAME, 3_020 * MS, 3 * 48_000 + FRAME))
                .isZero();
    }

    @Test
    @DisplayName("a clock that runs slow is set right before it is a second off")
    void drift() {
        long written = 0;
        long ticks = 0;
        for (int i = 0; i < 3_000; i++) {
            // The sender counts 990 of each 1,000 samples.
            written += timeline.gapBefore((int) ticks, i * 20L * MS, written) + FRAME;
            ticks += FRAME * 99 / 100;
            assertThat(Math.abs(written - FRAME - i * (long) FRAME)).isLessThan(48_000);
        }
    }
}
