package io.mitalk.social.proposal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Immutable. A proposal's row, with what its interest rows say. */
public record Row(
        UUID id,
        String title,
        UUID topic,
        String topicTitle,
        String language,
        UUID proposer,
        Instant startsAt,
        int needed,
        State state,
        @Nullable UUID room,
        int interested,
        boolean youCome) {

    /** Where a proposal is in its life. */
    enum State {
        /** More people are needed. */
        OPEN,
        /** Enough would come; it opens at its time. */
        SET,
        OPENED,
        LAPSED
    }

    boolean coming() {
        return state == State.OPEN || state == State.SET;
    }

    boolean enough() {
        return interested >= needed;
    }
}
