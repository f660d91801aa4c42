package io.mitalk.social.room;

import java.util.Locale;

/** Immutable. Where a room is in its life. */
enum Phase {
    /** The stage hears itself, the audience nothing. */
    BACKSTAGE,
    LIVE,
    ENDED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
