package io.mitalk.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.limit.KeyedLimiter;
import io.mitalk.kit.limit.Rate;
import io.mitalk.kit.limit.TokenBucket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class LiveObjectsTest {

    @Test
    @DisplayName("what is kept is counted by its class, what nobody holds is not")
    void counted() {
        var before = LiveObjects.now();
        var kept = new KeyedLimiter<Integer>(new Rate(1, 1), 100, new ManualClock());
        for (int i = 0; i < 50; i++) {
            kept.take(i);
        }
        assertThat(LiveObjects.now().since(before, 50))
                .containsEntry(TokenBucket.class.getName(), 50L);
        assertThat(kept.size()).isEqualTo(50);

        kept = new KeyedLimiter<>(new Rate(1, 1), 100, new ManualClock());
        assertThat(LiveObjects.now().since(before, 50)).isEmpty();
        assertThat(kept.size()).isZero();
    }
}
