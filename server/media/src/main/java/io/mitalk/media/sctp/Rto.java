package io.mitalk.media.sctp;

/** Owned by the association. How long to wait for an acknowledgement (RFC 9260 section 6.3). */
final class Rto {

    private static final long MS = 1_000_000;
    private static final long INITIAL_NS = 500 * MS;

    /** An outage is noticed by ICE; after it nobody should have to wait long. */
    private static final long MAX_NS = 5_000 * MS;

    private final long minNs;
    private long smoothedNs = -1;
    private long variationNs;
    private long rtoNs;

    Rto(int minMs) {
        this.minNs = minMs * MS;
        this.rtoNs = Math.max(INITIAL_NS, minNs);
    }

    void measured(long rttNs) {
        if (smoothedNs < 0) {
            smoothedNs = rttNs;
            variationNs = rttNs / 2;
        } else {
            variationNs = (3 * variationNs + Math.abs(smoothedNs - rttNs)) / 4;
            smoothedNs = (7 * smoothedNs + rttNs) / 8;
        }
        rtoNs = Math.clamp(smoothedNs + 4 * variationNs, minNs, MAX_NS);
    }

    void backOff() {
        rtoNs = Math.min(2 * rtoNs, MAX_NS);
    }

    long ns() {
        return rtoNs;
    }
}
