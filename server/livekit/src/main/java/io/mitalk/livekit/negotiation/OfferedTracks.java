package io.mitalk.livekit.negotiation;

/** Owned by the room's queue. Who decides what becomes of the sections of a client's offer. */
public interface OfferedTracks {

    /** Asked for every section in which the client wants to send, with every offer. */
    Claim offered(OfferedTrack track);

    /** Whether the sender of an accepted section may bring earlier packets along in each (RFC 2198). */
    boolean repeats(String mid);

    /** Told for every section in which the client does not send, with every offer. */
    void silent(String mid);

    /** What is answered. */
    enum Claim {
        /** Accepted, with discontinuous transmission. */
        MONO,
        STEREO,
        /** Accepted; the sender is not told to stop in silence. */
        MONO_NO_DTX,
        STEREO_NO_DTX,
        /** Not allowed: answered inactive. */
        REFUSED
    }
}
