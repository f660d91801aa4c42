package io.mitalk.social.invite;

import java.util.UUID;

/** Immutable. Who holds a code in their hands. */
sealed interface Redeemer {

    /** Nobody who is signed in. */
    record Stranger() implements Redeemer {}

    /** Somebody with a reservation. */
    record Reserved(UUID account) implements Redeemer {}

    /** Somebody who is in already. */
    record Member(UUID account) implements Redeemer {}

    /** Somebody who may do nothing at present. */
    record Suspended(UUID account) implements Redeemer {}
}
