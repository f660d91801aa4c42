package io.mitalk.media.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mitalk.media.sfu.MediaEvent.Quality;
import io.mitalk.media.speaker.QualityMeter.Window;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QualityMeterTest {

    private final QualityMeter meter = new QualityMeter();

    @Test
    @DisplayName("a clean path is excellent and scores 4.5")
    void clean() {
        double rating = meter.add(new Window(false, true, 250, 0, 250, 2, 0.5));

        assertThat(QualityMeter.quality(rating)).isEqualTo(Quality.EXCELLENT);
        assertThat(QualityMeter.opinionScore(rating)).isCloseTo(4.5, within(0.02));
    }

    @Test
    @DisplayName("a tenth of the packets lost is no longer excellent, a quarter is poor or worse")
    void loss() {
        assertThat(QualityMeter.quality(meter.add(new Window(false, true, 225, 25, 250, 20, 2))))
                .isEqualTo(Quality.GOOD);

        meter.add(new Window(false, true, 188, 62, 250, 20, 2));
        assertThat(QualityMeter.quality(meter.add(new Window(false, true, 188, 62, 250, 20, 2))))
                .isIn(Quality.POOR, Quality.LOST);
    }

    @Test
    @DisplayName("the same share of loss counts the same where three packets come as one")
    void merged() {
        double single = meter.add(new Window(false, true, 225, 25, 250, 20, 2));
        double merged = new QualityMeter().add(new Window(false, true, 75, 8, 250 / 3.0, 20, 2));
        assertThat(merged).isCloseTo(single, within(2.0));
        double counted = new QualityMeter().add(new Window(false, true, 75, 8, 250, 20, 2));
        assertThat(counted).as("taken for silence").isGreaterThan(merged + 10);
    }

    @Test
    @DisplayName("a peer that sends comfort packets only, or is muted, is never lost")
    void silence() {
        for (int i = 0; i < 10; i++) {
            assertThat(QualityMeter.quality(meter.add(new Window(false, true, 12, 0, 250, 20, 2))))
                    .isEqualTo(Quality.EXCELLENT);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(QualityMeter.quality(meter.add(new Window(true, false, 0, 0, 250, 0, 0))))
                    .isEqualTo(Quality.EXCELLENT);
        }
    }

    @Test
    @DisplayName(
            "no media but other signs of life is poor at worst; no sign of life at all ends as lost")
    void dry() {
        for (int i = 0; i < 20; i++) {
            assertThat(QualityMeter.quality(meter.add(new Window(false, true, 0, 0, 250, 0, 0))))
                    .isNotEqualTo(Quality.LOST);
        }
        double rating = 100;
        for (int i = 0; i < 40; i++) {
            rating = meter.add(new Window(false, false, 0, 0, 250, 0, 0));
        }
        assertThat(QualityMeter.quality(rating)).isEqualTo(Quality.LOST);
    }
}
