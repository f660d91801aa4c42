package io.mitalk.kit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ThreadsTest {

    private static final long FAR_MS = 3_600_000;

    @Test
    @DisplayName("a timer that was cancelled is let go of at once, however far off its time was")
    void cancelled() {
        try (var threads = Threads.create()) {
            var once = threads.after(FAR_MS, () -> {});
            var again = threads.every(FAR_MS, () -> {});
            assertThat(threads.timers()).isEqualTo(2);
            once.cancel();
            again.cancel();
            assertThat(threads.timers()).isZero();
            once.cancel();
        }
    }
}
