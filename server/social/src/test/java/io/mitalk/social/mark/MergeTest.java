package io.mitalk.social.mark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class MergeTest {

    private static final Instant LIVE = Instant.parse("2026-03-01T12:00:00Z");
    private static final Merge MERGE = new Merge(2, Duration.ofSeconds(15));

    private static final List<Mark.Kind> KINDS =
            List.of(Mark.Kind.USEFUL, Mark.Kind.DECISION, Mark.Kind.ACTION);

    private final List<Mark> marks = new ArrayList<>();

    private void mark(int second, Mark.Kind kind, int person) {
        mark(second, kind, person, person);
    }

    private void mark(int second, Mark.Kind kind, int person, int branch) {
        marks.add(
                new Mark(
                        new UUID(0, marks.size()),
                        new UUID(1, person),
                        new UUID(2, branch),
                        kind,
                        LIVE.plusSeconds(second),
                        "",
                        "",
                        null));
    }

    private static List<String> lines(List<Mark> marks) {
        return MERGE.of(marks).stream()
                .map(
                        spot ->
                                Duration.between(LIVE, spot.first().at()).toSeconds()
                                        + " "
                                        + spot.first().kind().word()
                                        + " "
                                        + spot.people())
                .toList();
    }

    @Test
    @DisplayName("[P12] marks of two people within 15 seconds are one line, of one person none")
    void fixture() {
        mark(10, Mark.Kind.USEFUL, 1);
        mark(25, Mark.Kind.USEFUL, 2);
        mark(26, Mark.Kind.USEFUL, 3);
        mark(100, Mark.Kind.DECISION, 1);
        mark(101, Mark.Kind.ACTION, 2);
        mark(110, Mark.Kind.DECISION, 2);
        mark(112, Mark.Kind.DECISION, 2);
        mark(113, Mark.Kind.ACTION, 1);
        mark(200, Mark.Kind.USEFUL, 1);
        mark(205, Mark.Kind.USEFUL, 1);
        mark(300, Mark.Kind.USEFUL, 1);
        mark(316, Mark.Kind.USEFUL, 2);
        assertThat(lines(marks)).containsExactly("10 useful 2", "100 decision 2", "101 action 2");
    }

    @Test
    @DisplayName("who marked alone first does not take the second of a pair away")
    void aloneFirst() {
        mark(0, Mark.Kind.USEFUL, 1);
        mark(10, Mark.Kind.USEFUL, 1);
        mark(20, Mark.Kind.USEFUL, 2);
        assertThat(lines(marks)).containsExactly("10 useful 2");
    }

    @Test
    @DisplayName(
            "sock puppets: people of one branch make no line alone; with another one they all count")
    void oneBranch() {
        mark(0, Mark.Kind.USEFUL, 1, 7);
        mark(1, Mark.Kind.USEFUL, 2, 7);
        mark(2, Mark.Kind.USEFUL, 3, 7);
        assertThat(lines(marks)).isEmpty();
        mark(3, Mark.Kind.USEFUL, 4, 8);
        assertThat(lines(marks)).containsExactly("0 useful 4");
    }

    @Test
    @DisplayName("the same marks give the same lines in whatever order they come")
    void anyOrder() {
        for (int i = 0; i < 60; i++) {
            mark(i * 7 % 90, KINDS.get(i % 3), i % 5);
        }
        var expected = lines(marks);
        assertThat(expected).isNotEmpty();
        var shuffled = new ArrayList<>(marks);
        Collections.shuffle(shuffled, new Random(7));
        assertThat(lines(shuffled)).isEqualTo(expected);
    }
}
