package io.mitalk.livekit.room;

/** Immutable. Why something could not be done to a room from outside. */
public final class RoomRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public RoomRefused(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What there is not, or not any more. */
    public enum Reason {
        NO_ROOM,
        NO_PARTICIPANT,
        NO_TRACK,
        /** The texts together are longer than they may be. */
        TOO_LONG,
        NO_MORE_ROOMS
    }
}
