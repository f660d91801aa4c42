package io.mitalk.media.sctp;

import io.mitalk.wire.sctp.Sctp;

/** Owned by the association. A part of a message that was sent at least once and is not acknowledged for good. */
final class OutgoingChunk {

    final long tsn;
    final OutgoingMessage message;
    final int offset;
    final int length;
    final int flags;
    int transmissions;
    int misses;

    /** The peer has it, and may still change its mind (RFC 9260 section 3.3.4). */
    boolean acknowledged;

    /** To be sent again. */
    boolean lost;

    boolean retransmittedFast;

    OutgoingChunk(long tsn, OutgoingMessage message, int offset, int length, int flags) {
        this.tsn = tsn;
        this.message = message;
        this.offset = offset;
        this.length = length;
        this.flags = flags;
    }

    /** What its message counts for beside its bytes goes with the last part. */
    int overhead() {
        return (flags & Sctp.ENDS) == 0 ? 0 : OutgoingMessage.OVERHEAD_BYTES;
    }

    boolean underWay() {
        return !acknowledged && !lost && !message.abandoned;
    }
}
