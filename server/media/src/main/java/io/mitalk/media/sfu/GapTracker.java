package io.mitalk.media.sfu;

/**
 * Owned by the worker thread. The sequence numbers that an up-track misses, and when to ask its sender for them again
 * (RFC 4585 section 6.2.1): at once, then with doubled pauses, a few times, and not for what is too far behind.
 */
final class GapTracker {

    /** Gaps followed at a time; a burst longer than that is beyond repair. */
    static final int MAX_MISSING = 32;

    private static final int MAX_TRIES = 4;
    private static final long FIRST_PAUSE_NS = 40_000_000L;

    private final long[] missing = new long[MAX_MISSING];
    private final int[] tries = new int[MAX_MISSING];
    private final long[] dueNs = new long[MAX_MISSING];
    private int count;

    /** Notes the numbers between the highest seen so far and a newer one. */
    void jumped(long highest, long newer, long nowNs) {
        if (highest < 0 || newer - highest - 1 > MAX_MISSING) {
            return;
        }
        for (long extSeq = highest + 1; extSeq < newer; extSeq++) {
            if (count == MAX_MISSING) {
                removeAt(0);
            }
            missing[count] = extSeq;
            tries[count] = 0;
            dueNs[count] = nowNs;
            count++;
        }
    }

    /** A late packet has closed its gap. */
    void filled(long extSeq) {
        for (int i = 0; i < count; i++) {
            if (missing[i] == extSeq) {
                removeAt(i);
                return;
            }
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        count = 0;
    }

    /**
     * Writes what is due to be asked for into {@code due}, in rising order, and returns how many there are. Whatever
     * was asked for often enough is forgotten.
     */
    int takeDue(long[] due, long nowNs) {
        int taken = 0;
        for (int i = 0; i < count; i++) {
            if (tries[i] == MAX_TRIES) {
                removeAt(i--);
            } else if (dueNs[i] - nowNs <= 0) {
                dueNs[i] = nowNs + (FIRST_PAUSE_NS << tries[i]);
                tries[i]++;
                due[taken++] = missing[i];
            }
        }
        return taken;
    }

    private void removeAt(int index) {
        int behind = count - index - 1;
        System.arraycopy(missing, index + 1, missing, index, behind);
        System.arraycopy(tries, index + 1, tries, index, behind);
        System.arraycopy(dueNs, index + 1, dueNs, index, behind);
        count--;
    }
}
