package io.mitalk.media.srtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. What was sent under one SSRC: the highest index, and 32 bits of the tag of each of the
 * last {@value #KEPT}. A tag depends on every bit of its packet, so it tells without further work whether a packet
 * that is to be sent again is the one that was sent.
 */
final class Sent {

    static final int KEPT = 256;

    private static final long RETIRED = Long.MAX_VALUE;

    /** 0 stands for "not sent". */
    private int @Nullable [] tags = new int[KEPT];

    private long highest = -1;

    /** Whether {@code index} is greater than all before. */
    boolean first(long index) {
        return index > highest;
    }

    /** Whether {@code index} was overtaken by others, is still remembered and was not sent itself. */
    boolean skipped(long index) {
        return index >= 0 && remembers(index) && tags != null && tags[slot(index)] == 0;
    }

    /** Whether {@code index} was sent and is still remembered. */
    boolean sent(long index) {
        return index >= 0 && remembers(index) && tags != null && tags[slot(index)] != 0;
    }

    /** Remembers a packet that is {@link #first} or {@link #skipped}. */
    void remember(long index, int tag) {
        if (tags == null) {
            return;
        }
        if (index - highest >= KEPT) {
            Arrays.fill(tags, 0);
        } else {
            for (long between = highest + 1; between < index; between++) {
                tags[slot(between)] = 0;
            }
        }
        highest = Math.max(highest, index);
        tags[slot(index)] = notZero(tag);
    }

    /** Whether the packet that was {@link #sent} had this tag. */
    boolean same(long index, int tag) {
        return tags != null && tags[slot(index)] == notZero(tag);
    }

    /** Nothing may be sent any more; frees the memory of tags but not the knowledge that the SSRC was used. */
    void retire() {
        highest = RETIRED;
        tags = null;
    }

    private boolean remembers(long index) {
        return index <= highest && highest - index < KEPT;
    }

    private static int slot(long index) {
        return (int) index & (KEPT - 1);
    }

    private static int notZero(int tag) {
        return tag == 0 ? 1 : tag;
    }
}
