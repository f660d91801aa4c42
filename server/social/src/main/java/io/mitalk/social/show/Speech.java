package io.mitalk.social.show;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Immutable. Who spoke when in a room, by tenths of a second.
 *
 * @param slots of the whole time
 * @param spoken slots with at least one speaker
 * @param together slots with at least two
 */
record Speech(int slots, int spoken, int together) {

    private static final long SLOT_MS = 100;

    /** Bit i of {@code slots} is the tenth of a second that ended i tenths before {@code at}. */
    record Heard(UUID account, Instant at, long slots) {}

    /** What was heard from {@code began} to {@code ended}; what was heard outside of that does not count. */
    static Speech of(List<Heard> heard, Instant began, Instant ended) {
        int all = (int) Math.min(Integer.MAX_VALUE, tenths(began, ended));
        var speakers = new HashMap<UUID, BitSet>();
        for (var one : heard) {
            var spoken = speakers.computeIfAbsent(one.account(), _ -> new BitSet());
            long last = tenths(began, one.at()) - 1;
            for (int i = 0; i < Long.SIZE; i++) {
                long slot = last - i;
                if ((one.slots() >>> i & 1) == 1 && slot >= 0 && slot < all) {
                    spoken.set((int) slot);
                }
            }
        }
        return count(speakers, all);
    }

    private static long tenths(Instant from, Instant to) {
        return Math.floorDiv(Duration.between(from, to).toMillis(), SLOT_MS);
    }

    private static Speech count(Map<UUID, BitSet> speakers, int all) {
        var any = new BitSet();
        var several = new BitSet();
        for (var one : speakers.values()) {
            var also = (BitSet) one.clone();
            also.and(any);
            several.or(also);
            any.or(one);
        }
        return new Speech(all, any.cardinality(), several.cardinality());
    }

    /** The share of the time with at least one speaker. */
    double density() {
        return slots == 0 ? 0 : (double) spoken / slots;
    }

    /** The share of the speech with at least two speakers. */
    double overlap() {
        return spoken == 0 ? 0 : (double) together / spoken;
    }
}
