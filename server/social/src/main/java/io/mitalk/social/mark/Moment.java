package io.mitalk.social.mark;

import io.mitalk.http.ProblemRaised;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Places on a room's time. */
final class Moment {

    private Moment() {}

    /** Seconds from the room's first on the air to {@code at}; 0 for what was before. */
    static long second(Room room, Instant at) {
        return second(room.liveAt(), at);
    }

    /** The same for a room that went on air at {@code live}; null is not yet. */
    static long second(@Nullable Instant live, Instant at) {
        return live == null ? 0 : Math.max(0, Duration.between(live, at).toSeconds());
    }

    /** A second as a clock shows it: 4:05, or 1:04:05. */
    static String clock(long second) {
        long hours = second / 3_600;
        return hours == 0
                ? String.format(Locale.ROOT, "%d:%02d", second / 60, second % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", hours, second / 60 % 60, second % 60);
    }

    /**
     * Refuses what only has a second in a room on the air.
     *
     * @throws ProblemRaised {@code room-ended}, {@code marks-not-live}
     */
    static void mustBeLive(Visit visit) throws ProblemRaised {
        visit.mustBeOpen();
        if (!visit.room().onAir()) {
            throw MarkProblems.NOT_LIVE.raise();
        }
    }
}
