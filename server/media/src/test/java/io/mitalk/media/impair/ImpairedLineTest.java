package io.mitalk.media.impair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ImpairedLineTest {

    private static final int MANY = 100_000;
    private static final long MS = 1_000_000;

    /** Fates of datagrams of 100 bytes that enter 20 ms apart. */
    private static List<ImpairedLine.Fate> fates(Impairment impairment, int count, long seed) {
        var line = new ImpairedLine(impairment, seed);
        var fates = new ArrayList<ImpairedLine.Fate>();
        for (int i = 0; i < count; i++) {
            fates.add(line.of(100, i * 20L * MS));
        }
        return fates;
    }

    private static double shareLost(List<ImpairedLine.Fate> fates) {
        return fates.stream().filter(f -> f.copies() == 0).count() / (double) fates.size();
    }

    @Test
    @DisplayName("the same seed decides the same, another one otherwise")
    void seeded() {
        var impairment = Impairment.bursts(0.1, 3).delayed(20, 15).repeating(0.02);
        assertThat(fates(impairment, 500, 7)).isEqualTo(fates(impairment, 500, 7));
        assertThat(fates(impairment, 500, 7)).isNotEqualTo(fates(impairment, 500, 8));
    }

    @Test
    @DisplayName("a perfect line carries everything at once")
    void perfect() {
        var fates = fates(Impairment.NONE, 100, 1);
        for (int i = 0; i < fates.size(); i++) {
            assertThat(fates.get(i)).isEqualTo(new ImpairedLine.Fate(1, i * 20L * MS, 0));
        }
    }

    @Test
    @DisplayName("losses have the asked share, evenly spread or in bursts of the asked length")
    void losses() {
        assertThat(shareLost(fates(Impairment.lossy(0.05), MANY, 1)))
                .isEqualTo(0.05, within(0.003));
        var bursty = fates(Impairment.bursts(0.05, 4), MANY, 1);
        assertThat(shareLost(bursty)).isEqualTo(0.05, within(0.006));
        int bursts = 0;
        for (int i = 1; i < bursty.size(); i++) {
            if (bursty.get(i).copies() == 0 && bursty.get(i - 1).copies() > 0) {
                bursts++;
            }
        }
        assertThat(shareLost(bursty) * MANY / bursts).isEqualTo(4, within(0.25));
    }

    @Test
    @DisplayName("delay and jitter stay within their bounds and keep the order")
    void delay() {
        var fates = fates(Impairment.NONE.delayed(30, 50), MANY, 3);
        long before = 0;
        long longest = 0;
        for (int i = 0; i < fates.size(); i++) {
            long took = fates.get(i).firstNs() - i * 20L * MS;
            assertThat(took).isBetween(30 * MS, 80 * MS);
            assertThat(fates.get(i).firstNs()).isGreaterThanOrEqualTo(before);
            before = fates.get(i).firstNs();
            longest = Math.max(longest, took);
        }
        assertThat(longest).isGreaterThan(79 * MS);
    }

    @Test
    @DisplayName("the asked share is overtaken by later ones, and the asked share arrives twice")
    void disorder() {
        var fates = fates(Impairment.NONE.overtaking(0.1, 30).repeating(0.02), MANY, 4);
        int overtaken = 0;
        for (int i = 0; i + 1 < fates.size(); i++) {
            overtaken += fates.get(i).firstNs() > fates.get(i + 1).firstNs() ? 1 : 0;
        }
        // One in ten is held; it is overtaken unless the next one is held as well.
        assertThat(overtaken / (double) MANY).isEqualTo(0.09, within(0.005));
        assertThat(fates.stream().filter(f -> f.copies() == 2).count() / (double) MANY)
                .isEqualTo(0.02, within(0.002));
    }

    @Test
    @DisplayName("a narrow line carries its rate, and loses what would wait too long")
    void rate() {
        // 100 bytes each 20 ms are 5,000 a second; the line carries 4,000.
        var fates = fates(Impairment.NONE.limited(4_000, 200), MANY, 5);
        assertThat(shareLost(fates)).isEqualTo(0.2, within(0.01));
        for (int i = 0; i < fates.size(); i++) {
            if (fates.get(i).copies() > 0) {
                assertThat(fates.get(i).firstNs() - i * 20L * MS).isLessThanOrEqualTo(225L * MS);
            }
        }
    }
}
