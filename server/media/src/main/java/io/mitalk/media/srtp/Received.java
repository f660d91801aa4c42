package io.mitalk.media.srtp;

import java.util.Arrays;

/**
 * Owned by the worker thread. What was received of one SSRC: the highest index and which of the {@value #WINDOW} before
 * it (RFC 3711 section 3.3.2). The window is wide because answers to NACKs come late.
 */
final class Received {

    static final int WINDOW = 512;

    private final long[] seen = new long[WINDOW / Long.SIZE];
    private long highest = -1;

    /** The index that a 16-bit sequence number most likely stands for; negative when it would precede the first. */
    long guess(int seq) {
        return highest < 0 ? seq : nearest(highest, seq);
    }

    /**
     * RFC 3711 section 3.3.1 and appendix A: the number with these low 16 bits that is nearest to {@code highest}.
     * Of two that are equally near the later one: the earlier is behind the window anyway.
     */
    static long nearest(long highest, int seq) {
        long same = (highest & ~0xffffL) | seq;
        long ahead = same - highest;
        if (ahead > 0x8000) {
            return same - 0x1_0000;
        }
        return ahead <= -0x8000 ? same + 0x1_0000 : same;
    }

    /** Whether {@code index} is new and inside of the window; changes nothing. */
    boolean fresh(long index) {
        if (index > highest) {
            return true;
        }
        return index >= 0 && highest - index < WINDOW && (seen[word(index)] & bit(index)) == 0;
    }

    /** Remembers an index that was {@link #fresh} and whose packet was authentic. */
    void accept(long index) {
        if (index > highest) {
            slideTo(index);
        }
        seen[word(index)] |= bit(index);
    }

    private void slideTo(long index) {
        if (index - highest >= WINDOW) {
            Arrays.fill(seen, 0);
        } else {
            for (long skipped = highest + 1; skipped <= index; skipped++) {
                seen[word(skipped)] &= ~bit(skipped);
            }
        }
        highest = index;
    }

    private static int word(long index) {
        return (int) (index % WINDOW) / Long.SIZE;
    }

    private static long bit(long index) {
        return 1L << index;
    }
}
