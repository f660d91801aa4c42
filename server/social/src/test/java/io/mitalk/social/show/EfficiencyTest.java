package io.mitalk.social.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mitalk.social.floor.FloorMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class EfficiencyTest {

    private static final Instant START = Instant.parse("2026-11-23T20:00:00Z");
    private static final UUID ANN = new UUID(0, 1);
    private static final UUID BEA = new UUID(0, 2);

    @Test
    @DisplayName("the published examples: a good room has 86, a rambling one 44")
    void examples() {
        assertThat(new Efficiency(0.82, 0.8, 0.95, 0.75, 0.04).index()).isEqualTo(86);
        assertThat(new Efficiency(0.60, 0.35, 0.50, 0.20, 0.12).index()).isEqualTo(44);
    }

    @Test
    @DisplayName(
            "what there is nothing to measure of is left out, and the rest counts for as much more")
    void rescaled() {
        var lecture = new Efficiency(0.85, null, 1.0, 1.0, 0.0);
        assertThat(lecture.index()).isEqualTo(100);
        assertThat(lecture.parts())
                .extracting(Efficiency.Part::name)
                .containsExactly("density", "agenda", "service", "overlap");
        assertThat(lecture.parts().stream().mapToDouble(Efficiency.Part::most).sum())
                .isCloseTo(100, within(1e-9));
        var bare = new Efficiency(0.425, null, null, null, 0.15);
        assertThat(bare.index()).isEqualTo(Math.round(100 * 0.15 / 0.40));
    }

    @Test
    @DisplayName("the published balances: 60/30/10 is 0.82, 90/5/5 is 0.36; one voice alone is 0")
    void balance() {
        assertThat(Efficiency.balance(List.of(60L, 30L, 10L))).isCloseTo(0.82, within(0.005));
        assertThat(Efficiency.balance(List.of(90L, 5L, 5L))).isCloseTo(0.36, within(0.005));
        assertThat(Efficiency.balance(List.of(7L, 7L))).isCloseTo(1, within(1e-9));
        assertThat(Efficiency.balance(List.of(100L))).isZero();
        assertThat(Efficiency.balance(List.of())).isZero();
    }

    @Test
    @DisplayName(
            "agenda fit counts what was planned of what it took; what has not ended does not count")
    void agenda() {
        assertThat(Efficiency.agenda(List.of())).isNull();
        assertThat(Efficiency.agenda(List.of(segment(60, null)))).isNull();
        assertThat(Efficiency.agenda(List.of(segment(60, 60), segment(60, 140), segment(60, null))))
                .isCloseTo(120.0 / 200, within(1e-9));
        assertThat(Efficiency.agenda(List.of(segment(600, 60)))).isEqualTo(1);
    }

    private static Segment segment(int planned, @Nullable Integer actual) {
        return new Segment(
                0,
                "opening",
                "",
                FloorMode.FREE,
                Duration.ofMinutes(2),
                Duration.ofSeconds(planned),
                START,
                actual == null ? null : START.plusSeconds(actual));
    }

    @Test
    @DisplayName(
            "density is the time with a voice, overlap the speech with two; tenths of seconds decide")
    void speech() {
        var heard =
                List.of(
                        new Speech.Heard(ANN, START.plusSeconds(5), -1L >>> 14),
                        new Speech.Heard(BEA, START.plusSeconds(6), -1L >>> 44),
                        new Speech.Heard(BEA, START.plusSeconds(6), -1L >>> 44));
        var speech = Speech.of(heard, START, START.plusSeconds(10));
        assertThat(speech).isEqualTo(new Speech(100, 60, 10));
        assertThat(speech.density()).isCloseTo(0.6, within(1e-9));
        assertThat(speech.overlap()).isCloseTo(1.0 / 6, within(1e-9));
    }

    @Test
    @DisplayName("speech before the doors opened and after the end does not count")
    void outside() {
        var heard =
                List.of(
                        new Speech.Heard(ANN, START.plusSeconds(1), -1L),
                        new Speech.Heard(BEA, START.plusSeconds(12), -1L));
        assertThat(Speech.of(heard, START, START.plusSeconds(10)))
                .isEqualTo(new Speech(100, 10 + 44, 0));
        assertThat(Speech.of(List.of(), START, START).density()).isZero();
    }

    @Test
    @DisplayName(
            "the floor's wait is from the hand to the turn; who takes the hand down did not wait")
    void waits() {
        var lines =
                List.of(
                        line(0, "hand-raised", "a"),
                        line(10, "hand-raised", "b"),
                        line(20, "turn-given", "a"),
                        line(30, "hand-raised", "c"),
                        line(40, "hand-lowered", "c"),
                        line(90, "turn-given", "c"),
                        line(100, "hand-raised", "a"),
                        line(110, "seat-taken", "b"),
                        line(150, "turn-given", "a"));
        assertThat(FloorWaits.median(lines)).isEqualTo(Duration.ofSeconds(50));
        assertThat(FloorWaits.median(lines.subList(0, 2))).isNull();
    }

    private static FloorWaits.Line line(int second, String act, String who) {
        return new FloorWaits.Line(START.plusSeconds(second), act, who);
    }
}
