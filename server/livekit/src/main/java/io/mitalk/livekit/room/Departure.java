package io.mitalk.livekit.room;

import livekit.LivekitModels.DisconnectReason;

/** Immutable. Why a participant is gone. */
public enum Departure {
    /** It said goodbye. */
    LEFT,
    /** A newer session of the same identity took its place. */
    REPLACED,
    /** It was taken out. */
    REMOVED,
    /** The room was closed. */
    ROOM_ENDED,
    /** Its connection broke and did not come back in time. */
    LOST,
    /** It was told to start over, as a new participant. */
    RESTARTED,
    /** The server stopped. */
    SERVER_STOPPED;

    static Departure of(DisconnectReason reason) {
        return switch (reason) {
            case CLIENT_INITIATED -> LEFT;
            case DUPLICATE_IDENTITY -> REPLACED;
            case PARTICIPANT_REMOVED, USER_REJECTED -> REMOVED;
            case ROOM_DELETED, ROOM_CLOSED -> ROOM_ENDED;
            case SERVER_SHUTDOWN -> SERVER_STOPPED;
            case STATE_MISMATCH, MIGRATION -> RESTARTED;
            case UNKNOWN_REASON,
                    JOIN_FAILURE,
                    SIGNAL_CLOSE,
                    USER_UNAVAILABLE,
                    SIP_TRUNK_FAILURE,
                    CONNECTION_TIMEOUT,
                    MEDIA_FAILURE,
                    AGENT_ERROR,
                    UNRECOGNIZED ->
                    LOST;
        };
    }
}
