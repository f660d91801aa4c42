package io.mitalk.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.kit.testing.ManualClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class LimitTest {

    private final ManualClock clock = new ManualClock();

    @Test
    @DisplayName("a bucket lets a burst through, then its rate")
    void bucket() {
        var bucket = new TokenBucket(new Rate(3, 2), clock);
        assertThat(bucket.take(3)).isTrue();
        assertThat(bucket.take(1)).isFalse();
        assertThat(bucket.waitMs(1)).isEqualTo(500);
        clock.advanceMs(500);
        assertThat(bucket.waitMs(1)).isZero();
        assertThat(bucket.take(1)).isTrue();
        assertThat(bucket.take(1)).isFalse();
        clock.advanceMs(3_600_000);
        assertThat(bucket.take(4)).as("a quiet hour earns no more than the burst").isFalse();
        assertThat(bucket.take(3)).isTrue();
    }

    @Test
    @DisplayName("keys do not disturb each other, and their number stays bounded")
    void keyed() {
        var limiter = new KeyedLimiter<String>(Rate.perMinute(1), 100, clock);
        assertThat(limiter.take("a")).isTrue();
        assertThat(limiter.take("a")).isFalse();
        assertThat(limiter.take("b")).isTrue();
        assertThat(limiter.waitMs("a")).isEqualTo(60_000);
        for (int i = 0; i < 10_000; i++) {
            assertThat(limiter.take("key " + i)).isTrue();
        }
        assertThat(limiter.size()).isLessThanOrEqualTo(100);
        assertThat(limiter.take("key 9999")).as("the latest are remembered").isFalse();
    }

    @Test
    @DisplayName("a rate of nothing is refused")
    void senseless() {
        assertThatThrownBy(() -> new Rate(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeyedLimiter<String>(Rate.perMinute(1), 0, clock))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
