package io.mitalk.social.mark;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A turn to speak.
 *
 * @param ended null while it runs
 */
record Spoken(UUID account, Instant began, @Nullable Instant ended) {

    private boolean covers(Instant at) {
        return !at.isBefore(began) && (ended == null || at.isBefore(ended));
    }

    /** Who had the turn at an instant, null when nobody had it. */
    static @Nullable UUID at(List<Spoken> turns, Instant at) {
        return turns.stream()
                .filter(turn -> turn.covers(at))
                .map(Spoken::account)
                .findFirst()
                .orElse(null);
    }
}
