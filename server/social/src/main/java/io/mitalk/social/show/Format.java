package io.mitalk.social.show;

import static io.mitalk.social.floor.FloorMode.BALANCED;
import static io.mitalk.social.floor.FloorMode.CHAIR;
import static io.mitalk.social.floor.FloorMode.FREE;
import static io.mitalk.social.floor.FloorMode.QUEUE;
import static io.mitalk.social.floor.FloorMode.ROUND;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Immutable. The kinds of rooms that there are templates for, and the one that a host makes up. */
enum Format {
    /** What everybody does, what is in the way. */
    STAND_UP(
            true,
            Segment.of("round", ROUND, 60, 600),
            Segment.of("blockers", QUEUE, 60, 240),
            Segment.of("closing", CHAIR, 60, 60)),
    /** A case and the advice of many. */
    CLINIC(
            true,
            Segment.of("case", CHAIR, 300, 300),
            Segment.of("clarifying", QUEUE, 60, 300),
            Segment.of("advice", BALANCED, 120, 900),
            Segment.of("closing", CHAIR, 120, 300)),
    /** One person is asked anything. */
    AMA(
            false,
            Segment.of("opening", CHAIR, 120, 180),
            Segment.of("questions", QUEUE, 120, 2400),
            Segment.of("closing", CHAIR, 120, 120)),
    /** Equal time for each of the stage, then for the audience. */
    ROUND_TABLE(
            true,
            Segment.of("opening", ROUND, 120, 480),
            Segment.of("discussion", BALANCED, 120, 1500),
            Segment.of("audience", QUEUE, 60, 900),
            Segment.of("closing", ROUND, 60, 300)),
    /** Three minutes of news, seven of questions. */
    BRIEF(false, Segment.of("statement", CHAIR, 180, 180), Segment.of("questions", QUEUE, 60, 420)),
    /** Whoever comes is helped, one after another. */
    OFFICE_HOURS(
            false,
            Segment.of("opening", FREE, 120, 120),
            Segment.of("cases", QUEUE, 300, 3300),
            Segment.of("closing", CHAIR, 120, 180)),
    /** Two microphones; the audience asks through questions. */
    DIALOGUE(
            false,
            Segment.of("talk", FREE, 120, 1500),
            Segment.of("questions", FREE, 120, 1200),
            Segment.of("closing", FREE, 120, 180)),
    /** The host's own. */
    OWN(false);

    private static final int TWO = 2;

    private final boolean balanced;

    @SuppressWarnings("ImmutableEnumChecker") // a list of records that nobody can change
    private final List<Segment> segments;

    Format(boolean balanced, Segment... segments) {
        this.balanced = balanced;
        this.segments =
                IntStream.range(0, segments.length).mapToObj(i -> segments[i].at(i)).toList();
    }

    /** The word of the API and of the table. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is good that everybody speaks for as long as the others. */
    boolean balanced() {
        return balanced;
    }

    /** Whether one person is asked by another, both of them named. */
    boolean pairs() {
        return this == AMA || this == DIALOGUE;
    }

    /** How many seats its stage has; 0 for as many as the operator says. */
    int mics() {
        return this == DIALOGUE ? TWO : 0;
    }

    /** What it goes through; nothing for the host's own. */
    List<Segment> segments() {
        return segments;
    }

    /** Whether any of the formats has a part of this name. */
    static boolean known(String part) {
        return Arrays.stream(values())
                .flatMap(format -> format.segments().stream())
                .anyMatch(one -> one.part().equals(part));
    }

    /**
     * The format that a client names.
     *
     * @throws ProblemRaised {@code bad-request}
     */
    static Format of(String word) throws ProblemRaised {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.BAD_REQUEST.raise().with("field", "format"));
    }
}
