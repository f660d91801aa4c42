package io.mitalk.social.room;

/**
 * Immutable. A place on the stage.
 *
 * @param mayPublish whether the holder's tracks are accepted at all
 * @param muted whether a moderator silenced the holder: heard by nobody, whatever the client does
 * @param rank 3 moderator, 2 co-host, 1 speaker; higher is heard first where not everybody can be
 * @param recorded whether what others hear of the holder is recorded
 * @param pushToTalk whether the holder is heard only while {@link StagePort#hold} says that they hold
 */
public record Seat(
        boolean mayPublish, boolean muted, int rank, boolean recorded, boolean pushToTalk) {

    /** A place whose holder is not recorded, and heard whenever their microphone is open. */
    public Seat(boolean mayPublish, boolean muted, int rank) {
        this(mayPublish, muted, rank, false);
    }

    /** A place whose holder is heard whenever their microphone is open. */
    public Seat(boolean mayPublish, boolean muted, int rank, boolean recorded) {
        this(mayPublish, muted, rank, recorded, false);
    }
}
