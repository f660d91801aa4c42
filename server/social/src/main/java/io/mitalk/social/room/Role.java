package io.mitalk.social.room;

import java.util.Locale;

/** Immutable. What somebody is in a room, from least to most. */
public enum Role {
    /** Listens to a public room without being a member. */
    GUEST(0),
    LISTENER(0),
    SPEAKER(1),
    COHOST(2),
    MODERATOR(3);

    private final int rank;

    Role(int rank) {
        this.rank = rank;
    }

    /** Nobody acts on somebody of equal or higher rank. */
    int rank() {
        return rank;
    }

    /** The word of the API and of the tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
