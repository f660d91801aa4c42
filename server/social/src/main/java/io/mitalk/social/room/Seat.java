package io.mitalk.social.room;

/**
 * Immutable. A place on the stage.
 *
 * @param mayPublish whether the holder's tracks are accepted at all
 * @param muted whether a moderator silenced the holder: heard by nobody, whatever the client does
 * @param rank 3 moderator, 2 co-host, 1 speaker; higher is heard first where not everybody can be
 * @param recorded whether what others hear of the holder is recorded
 */
public record Seat(boolean mayPublish, boolean muted, int rank, boolean recorded) {

    /** A place whose holder is not recorded. */
    public Seat(boolean mayPublish, boolean muted, int rank) {
        this(mayPublish, muted, rank, false);
    }
}
