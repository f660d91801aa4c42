package io.mitalk.media.speaker;

/**
 * Owned by the worker thread. Which tenths of a second were spoken in, so that it can be told later who spoke at the
 * same time. Keeps the last {@link #SLOTS} of them; allocates nothing.
 *
 * <pre>
 *     bit   63 ...  2   1   0
 *                           the tenth of a second that ends now
 * </pre>
 */
public final class SpeechSlots {

    /** As many tenths of a second as are kept. */
    public static final int SLOTS = Long.SIZE;

    private static final long SLOT_NS = 100_000_000;

    /** The pauses between words are speech: a loud packet speaks for what follows it too. */
    private static final int HANG_OVER_SLOTS = 2;

    /** Before any moment of a clock whose numbers may be negative. */
    private static final long LONG_AGO = Long.MIN_VALUE / 4;

    /** Bit 0 stands for the slot {@link #newest}, which may be still to come. */
    private long bits;

    private long newest = LONG_AGO;

    /** A packet was loud. */
    public void loud(long nowNs) {
        long slot = Math.floorDiv(nowNs, SLOT_NS);
        for (long each = slot; each <= slot + HANG_OVER_SLOTS; each++) {
            mark(each);
        }
    }

    private void mark(long slot) {
        long ahead = slot - newest;
        if (ahead > 0) {
            bits = shifted(ahead) | 1;
            newest = slot;
        } else if (ahead > -SLOTS) {
            bits |= 1L << -ahead;
        }
    }

    /** The slots until now; forgets them. */
    public long take(long nowNs) {
        long behind = newest - Math.floorDiv(nowNs, SLOT_NS);
        if (behind <= 0) {
            long taken = shifted(-behind);
            bits = 0;
            return taken;
        }
        long taken = behind < SLOTS ? bits >>> behind : 0;
        bits &= behind < SLOTS ? (1L << behind) - 1 : -1L;
        return taken;
    }

    private long shifted(long slots) {
        return slots < SLOTS ? bits << slots : 0;
    }
}
