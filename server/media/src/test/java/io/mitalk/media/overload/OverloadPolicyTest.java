package io.mitalk.media.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.testing.ManualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a policy gives up and takes back, by a clock that the test moves. */
final class OverloadPolicyTest {

    private static final long MS = 1_000_000;

    private final ManualClock clock = new ManualClock();
    private final List<Relief> seen = new ArrayList<>();
    private OverloadPolicy policy =
            new OverloadPolicy(new OverloadSettings(40, 500, 3000, 120), clock.nanoTime());

    /** A worker that is so late every ten milliseconds. */
    private void late(int ms, int forMs) {
        for (int i = 0; i < forMs; i += 10) {
            clock.advanceMs(10);
            if (policy.sample(ms * MS, clock.nanoTime())) {
                seen.add(policy.relief());
            }
        }
    }

    @Test
    @DisplayName(
            "a worker that stays behind gives up one thing after another, joins last, and no more")
    void rises() {
        late(41, 490);
        assertThat(policy.relief()).isEqualTo(Relief.NONE);
        late(41, 5000);

        assertThat(seen)
                .containsExactly(
                        Relief.STATISTICS, Relief.QUALITY, Relief.LONGER_PACKETS, Relief.JOINS);
        assertThat(policy.standingNs()).isEqualTo(41 * MS);
    }

    @Test
    @DisplayName(
            "whatever passes within the span gives up nothing, however late it made the worker")
    void bursts() {
        for (int i = 0; i < 20; i++) {
            late(900, 450);
            late(1, 60);
        }
        assertThat(seen).isEmpty();
    }

    @Test
    @DisplayName(
            "things come back one by one after a long calm, and not while the worker is half as late")
    void falls() {
        late(100, 2100);
        assertThat(policy.relief()).isEqualTo(Relief.JOINS);
        late(25, 20_000);
        assertThat(policy.relief()).isEqualTo(Relief.JOINS);
        seen.clear();
        late(5, 2800);
        assertThat(seen).isEmpty();
        late(5, 12_000);

        assertThat(seen)
                .containsExactly(
                        Relief.LONGER_PACKETS, Relief.QUALITY, Relief.STATISTICS, Relief.NONE);
    }

    @Test
    @DisplayName("a relapse during the calm begins it anew")
    void relapses() {
        late(100, 1100);
        assertThat(policy.relief()).isEqualTo(Relief.QUALITY);
        for (int i = 0; i < 5; i++) {
            late(5, 2000);
            late(25, 1100);
        }
        assertThat(policy.relief()).isEqualTo(Relief.QUALITY);
    }

    @Test
    @DisplayName("a bound of nothing switches shedding off")
    void off() {
        policy = new OverloadPolicy(new OverloadSettings(0, 500, 3000, 120), clock.nanoTime());
        late(10_000, 10_000);
        assertThat(policy.relief()).isEqualTo(Relief.NONE);
    }
}
