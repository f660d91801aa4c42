package io.mitalk.social.invite;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Immutable. Whom an invitation is for. */
sealed interface Binding {

    /** Somebody with a reservation, named by the handle. */
    record ToReservation(UUID account) implements Binding {}

    /**
     * Whoever reads this mailbox.
     *
     * @param email as it is compared: trimmed, in lower case
     * @param account the reservation that it has been bound to, or null while nobody who has one opened it
     */
    record ToEmail(String email, @Nullable UUID account) implements Binding {}

    /** The reservation that alone may redeem it, or null as long as the code alone decides. */
    default @Nullable UUID reservation() {
        return switch (this) {
            case ToReservation(var account) -> account;
            case ToEmail(var _, var account) -> account;
        };
    }
}
