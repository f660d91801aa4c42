package io.mitalk.social.room;

import java.util.UUID;

/**
 * Thread-safe. The ids of people on a stage who have no account. They are UUIDs of version 8 (RFC 9562 section 5.8),
 * those of accounts are of version 7, so that nobody need be asked which one it is.
 */
final class Visiting {

    private static final int VERSION = 8;
    private static final long VERSION_BITS = 0xf000L;

    private Visiting() {}

    /** An id for somebody without an account, made of a fresh one. */
    static UUID of(UUID fresh) {
        long high = (fresh.getMostSignificantBits() & ~VERSION_BITS) | ((long) VERSION << 12);
        return new UUID(high, fresh.getLeastSignificantBits());
    }

    static boolean is(UUID id) {
        return id.version() == VERSION;
    }
}
