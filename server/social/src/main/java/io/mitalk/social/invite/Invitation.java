package io.mitalk.social.invite;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. One invitation as it is stored, without its codes.
 *
 * @param greeting the voice greeting, or null
 * @param charged whether it cost a credit; an operator's does not
 * @param misused whether somebody whom it is not for tried to redeem it, which forfeits the credit
 */
record Invitation(
        UUID id,
        UUID inviter,
        Binding binding,
        String reason,
        @Nullable Greeting greeting,
        boolean charged,
        boolean misused,
        InvitationState state,
        Instant createdAt,
        Instant expiresAt) {

    /**
     * Immutable. A recorded greeting.
     *
     * @param blob where it lies on the shelf
     * @param key what its address ends in: whoever was given the address may listen as long as the invitation lives
     */
    record Greeting(String blob, String key) {}

    /** Whether it can be redeemed at this moment. */
    boolean open(Instant now) {
        return state instanceof InvitationState.Open && now.isBefore(expiresAt);
    }

    /** Whether ending it unredeemed gives the inviter a credit back. */
    boolean returnsCredit() {
        return charged && !misused;
    }
}
