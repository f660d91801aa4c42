package io.mitalk.social.report;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A complaint about a person, a room, or a person in a room.
 *
 * @param reporter null where a room complains together
 * @param note what the reporter added, possibly empty
 * @param decision null while it is open
 */
record Report(
        UUID id,
        @Nullable UUID reporter,
        @Nullable UUID aboutAccount,
        @Nullable UUID aboutRoom,
        Kind kind,
        String note,
        Instant at,
        @Nullable Decided decision) {

    /** What it is about. */
    enum Kind {
        HARASSMENT,
        SPAM,
        ILLEGAL,
        OTHER,
        /** A moderator's exception from a queue's order, to which enough people of the room objected. */
        LIFT;

        /** The word of the contract and of the table. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What came of it. */
    enum Decision {
        DISMISS("dismiss", "report-dismissed"),
        SUSPEND("suspend", "report-upheld"),
        END_ROOM("end-room", "report-upheld");

        private final String word;
        private final String action;

        Decision(String word, String action) {
            this.word = word;
            this.action = action;
        }

        /** The word of the contract and of the table. */
        String word() {
            return word;
        }

        /** What the log of actions says. */
        String action() {
            return action;
        }
    }

    /** Immutable. An operator's decision. */
    record Decided(Decision decision, String reason, UUID by, Instant at) {}
}
