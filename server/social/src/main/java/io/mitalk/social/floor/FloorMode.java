package io.mitalk.social.floor;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import java.util.Arrays;
import java.util.Locale;

/** Immutable. By which rule a room decides who is heard. */
public enum FloorMode {
    /** Everybody on the stage. */
    FREE,
    /** Who the moderators give the floor to. */
    CHAIR,
    /** One after another, in the order in which hands went up. */
    QUEUE,
    /** One after another, in the order of {@link FairQueue}. */
    BALANCED,
    /** Everybody on the stage in turn, without hands. */
    ROUND;

    /** The word of the API and of the tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The mode that a client names.
     *
     * @throws ProblemRaised {@code bad-request}
     */
    public static FloorMode of(String word) throws ProblemRaised {
        return Arrays.stream(values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.BAD_REQUEST.raise().with("field", "mode"));
    }

    /** Whether raised hands become turns by themselves. */
    public boolean queues() {
        return this == QUEUE || this == BALANCED;
    }
}
