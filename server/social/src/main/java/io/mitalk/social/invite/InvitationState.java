package io.mitalk.social.invite;

import java.time.Instant;
import java.util.UUID;

/** Immutable. Where an invitation is in its life; from anything but open there is no way back. */
sealed interface InvitationState {

    /** The word of the contract and of the table. */
    String word();

    record Open() implements InvitationState {
        @Override
        public String word() {
            return "open";
        }
    }

    record Redeemed(UUID by, Instant at) implements InvitationState {
        @Override
        public String word() {
            return "redeemed";
        }
    }

    record Revoked(Instant at) implements InvitationState {
        @Override
        public String word() {
            return "revoked";
        }
    }

    record Expired(Instant at) implements InvitationState {
        @Override
        public String word() {
            return "expired";
        }
    }
}
