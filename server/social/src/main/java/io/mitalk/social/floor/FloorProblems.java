package io.mitalk.social.floor;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. Why the floor refuses. */
public final class FloorProblems {

    /** Who just spoke waits a little; {@code Retry-After} says how long. */
    public static final Problem JUST_SPOKE = new Problem("just-spoke", 429);

    public static final Problem NO_TURN = new Problem("no-turn", 409);
    public static final Problem NO_QUEUE = new Problem("no-queue", 409);
    public static final Problem NOT_WAITING = new Problem("not-waiting", 409);
    public static final Problem NO_MORE_TIME = new Problem("no-more-time", 409);
    public static final Problem OWN_TURN = new Problem("own-turn", 409);

    /** A format with fewer seats than people sit on. */
    public static final Problem STAGE_TOO_LARGE = new Problem("stage-too-large", 409);

    public static final List<Problem> ALL =
            List.of(
                    JUST_SPOKE,
                    NO_TURN,
                    NO_QUEUE,
                    NOT_WAITING,
                    NO_MORE_TIME,
                    OWN_TURN,
                    STAGE_TOO_LARGE);

    private FloorProblems() {}
}
