package io.mitalk.media.srtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Owned by the worker thread. SSRC to state without boxing; grows up to a bound and forgets nothing. */
final class SsrcMap<V> {

    private final int bound;
    private final List<V> values = new ArrayList<>(2);
    private int[] ssrcs = new int[4];

    /** Position in {@link #values} plus one; 0 is free. Always at least half free. */
    private int[] slots = new int[4];

    SsrcMap(int bound) {
        this.bound = bound;
    }

    @Nullable V find(int ssrc) {
        int slot = slotOf(ssrc);
        return slots[slot] == 0 ? null : values.get(slots[slot] - 1);
    }

    boolean full() {
        return values.size() == bound;
    }

    /** {@code ssrc} must be new, and the map not {@link #full}. */
    void add(int ssrc, V value) {
        values.add(value);
        if (2 * values.size() > slots.length) {
            grow();
        }
        put(ssrc, values.size());
    }

    private void put(int ssrc, int position) {
        int slot = slotOf(ssrc);
        ssrcs[slot] = ssrc;
        slots[slot] = position;
    }

    private void grow() {
        var oldSsrcs = ssrcs;
        var oldSlots = slots;
        ssrcs = new int[2 * oldSsrcs.length];
        slots = new int[2 * oldSlots.length];
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != 0) {
                put(oldSsrcs[i], oldSlots[i]);
            }
        }
    }

    /** The slot that holds {@code ssrc}, else the free one where it belongs. */
    private int slotOf(int ssrc) {
        int mask = slots.length - 1;
        int slot = ((ssrc * 0x9E37_79B9) >>> 16) & mask;
        while (slots[slot] != 0 && ssrcs[slot] != ssrc) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
