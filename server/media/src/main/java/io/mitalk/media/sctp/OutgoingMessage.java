package io.mitalk.media.sctp;

/**
 * Owned by the association. A message on its way out, and how hard to try.
 */
final class OutgoingMessage {

    static final int UNLIMITED = -1;

    /** What keeping a message costs beside its bytes: a million of one byte each are not one megabyte. */
    static final int OVERHEAD_BYTES = 128;

    final int stream;
    final int ppid;
    final byte[] bytes;
    final boolean unordered;
    final int maxRetransmits;
    final long expiresNs;
    int ssn;
    boolean abandoned;

    /**
     * A message of at least one byte.
     *
     * @param maxRetransmits tries after the first, or {@link #UNLIMITED}
     * @param expiresNs after this time it is not sent any more; {@link Long#MAX_VALUE} for never
     */
    OutgoingMessage(Address to, byte[] bytes, int maxRetransmits, long expiresNs) {
        this.stream = to.stream;
        this.ppid = to.ppid;
        this.unordered = to.unordered;
        this.bytes = bytes;
        this.maxRetransmits = maxRetransmits;
        this.expiresNs = expiresNs;
    }

    /** Immutable. Where a message belongs. */
    record Address(int stream, int ppid, boolean unordered) {}

    /** What it counts for while it is kept. */
    int charge() {
        return bytes.length + OVERHEAD_BYTES;
    }

    /** Whether it has to arrive. */
    boolean reliable() {
        return maxRetransmits == UNLIMITED && expiresNs == Long.MAX_VALUE;
    }
}
