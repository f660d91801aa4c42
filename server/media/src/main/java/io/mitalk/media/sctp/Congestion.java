package io.mitalk.media.sctp;

/** Owned by the association. How much may be under way at once (RFC 9260 section 7.2), all in bytes. */
final class Congestion {

    private final int mtu;
    private final int most;
    private int window;
    private int threshold;
    private int partial;

    /**
     * Slow start from the initial window of RFC 9260 section 7.2.1.
     *
     * @param mtu bytes of user data that fit into a packet
     * @param most the window never grows above it
     */
    Congestion(int mtu, int most) {
        this.mtu = mtu;
        this.most = most;
        this.window = Math.min(4 * mtu, Math.max(2 * mtu, 4404));
        this.threshold = most;
    }

    int window() {
        return window;
    }

    /**
     * Something new was acknowledged outside of fast recovery.
     *
     * @param flight what was under way before
     */
    void acknowledged(int bytes, boolean cumulative, int flight) {
        boolean full = flight >= window;
        if (window <= threshold) {
            if (cumulative && full) {
                window += Math.min(bytes, mtu);
            }
        } else {
            partial += bytes;
            if (partial >= window && full) {
                partial -= window;
                window += mtu;
            }
        }
        window = Math.min(window, most);
    }

    /** Nothing is under way any more. */
    void drained() {
        partial = 0;
    }

    /** Three reports missed something that later chunks overtook (section 7.2.4). */
    void lost() {
        threshold = Math.max(window / 2, 4 * mtu);
        window = threshold;
        partial = 0;
    }

    /** Nothing came back in time (section 7.2.3). */
    void timedOut() {
        threshold = Math.max(window / 2, 4 * mtu);
        window = mtu;
        partial = 0;
    }

    /** Nothing was sent for one wait: what the network bore then says little about now (section 7.2.1). */
    void idle() {
        window = Math.max(window / 2, Math.min(window, 4 * mtu));
    }
}
