package io.mitalk.media.sctp;

import io.mitalk.wire.sctp.SctpView;
import io.mitalk.wire.sctp.SctpWriter;
import io.mitalk.wire.sctp.Serial;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Owned by the association. The receiving half: which chunks came, when to say so (RFC 9260 sections 6.2 and 6.7), and
 * the bound on what is held.
 */
final class Incoming {

    /** Highest stream that is used, as libwebrtc has it. */
    static final int MAX_STREAMS = 1024;

    /** Chunks beyond the first missing one that are remembered; a power of two. */
    private static final int WINDOW = 4096;

    private static final int MAX_GAPS = 64;
    private static final int MAX_DUPLICATES = 16;

    /** The largest answer. */
    static final int MAX_ANSWER_BYTES = 16 + 4 * MAX_GAPS + 4 * MAX_DUPLICATES;

    private static final long DELAY_NS = 200_000_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final SctpSettings settings;
    private final SctpCounters counters;
    private final Reassembly reassembly;
    private long[] seen = new long[0];
    private int[] duplicates = new int[0];
    private long cumulative;
    private long highest;
    private long cleared;
    private long held;
    private long advertised;
    private int unanswered;
    private boolean now;
    private long dueNs = NEVER;

    Incoming(
            SctpSettings settings,
            SctpCounters counters,
            int peerTsn,
            Consumer<IncomingMessage> reader) {
        this.settings = settings;
        this.counters = counters;
        this.reassembly = new Reassembly(settings.maxMessageBytes(), reader);
        this.cumulative = (1L << 32) + Integer.toUnsignedLong(peerTsn) - 1;
        this.highest = cumulative;
        this.advertised = settings.receiveBytes();
    }

    /** Takes a DATA chunk. False: the peer breaks the rules, or holds us full of what can never be read. */
    boolean data(SctpView chunk) {
        now |= chunk.immediate();
        long tsn = Serial.extend(cumulative, chunk.tsn());
        if (tsn <= cumulative || (tsn <= highest && isSeen(tsn))) {
            duplicate((int) tsn);
            return true;
        }
        if (tsn > cumulative + WINDOW) {
            counters.windowDropped.increment();
            return true;
        }
        long full = settings.receiveBytes();
        if (held() >= full
                && (tsn != cumulative + 1 || held() >= full + settings.maxMessageBytes())) {
            counters.windowDropped.increment();
            now = true;
            // With a reader that is merely slow there is something to read.
            return held > 0 || tsn != cumulative + 1;
        }
        if (tsn > cumulative + 1 || highest > cumulative) {
            now = true;
        }
        mark(tsn);
        return reassembly.add(tsn, chunk);
    }

    /** Nothing up to that number will come any more. */
    void forward(SctpView chunk) {
        long to = Serial.extend(cumulative, chunk.tsn());
        now = true;
        if (to <= cumulative) {
            return;
        }
        cumulative = to;
        advance();
        reassembly.forget(to);
        for (int i = 0; i < chunk.skipCount(); i++) {
            if (chunk.skipStream(i) < MAX_STREAMS) {
                reassembly.skip(chunk.skipStream(i), chunk.skipSsn(i));
            }
        }
    }

    void resetStream(int stream) {
        reassembly.reset(stream);
    }

    /** Whether everything up to there came. */
    boolean has(int tsn) {
        return Serial.extend(cumulative, tsn) <= cumulative;
    }

    int cumulativeTsn() {
        return (int) cumulative;
    }

    /** A packet with data was read to its end: every second one is answered at once. */
    void packetDone(long nowNs) {
        if (++unanswered >= 2) {
            now = true;
        } else if (dueNs == NEVER) {
            dueNs = nowNs + DELAY_NS;
        }
    }

    /** A message was delivered and is not read yet: it fills the window. */
    void hold(int bytes) {
        held += bytes;
    }

    /** It was read; a sender that waits for the window is told. */
    void release(int bytes) {
        held -= bytes;
        long free = settings.receiveBytes() - held();
        if (free - advertised >= settings.receiveBytes() / 2) {
            now = true;
        }
    }

    private long held() {
        return reassembly.bytes() + held;
    }

    long dueNs() {
        return dueNs;
    }

    void tick(long nowNs) {
        if (nowNs >= dueNs) {
            now = true;
        }
    }

    /** Whether an answer must not wait. */
    boolean answerNow() {
        return now;
    }

    /** Whether there is something to answer, so that a packet that goes out anyway may carry it. */
    boolean answerPending() {
        return now || dueNs != NEVER;
    }

    /** Says what came. */
    void answer(SctpWriter packet) {
        var gaps = new int[2 * MAX_GAPS];
        int count = highest > cumulative ? gaps(gaps) : 0;
        advertised = Math.max(0, settings.receiveBytes() - held());
        packet.sack((int) cumulative, (int) advertised, gaps, count, duplicates);
        duplicates = new int[0];
        unanswered = 0;
        now = false;
        dueNs = NEVER;
    }

    private int gaps(int[] gaps) {
        int count = 0;
        boolean in = false;
        for (long tsn = cumulative + 1; tsn <= highest + 1; tsn++) {
            boolean there = tsn <= highest && isSeen(tsn);
            if (there && !in) {
                if (count == MAX_GAPS) {
                    return count;
                }
                gaps[2 * count] = (int) (tsn - cumulative);
            } else if (!there && in) {
                gaps[2 * count + 1] = (int) (tsn - 1 - cumulative);
                count++;
            }
            in = there;
        }
        return count;
    }

    private void duplicate(int tsn) {
        counters.duplicates.increment();
        now = true;
        if (duplicates.length < MAX_DUPLICATES) {
            duplicates = Arrays.copyOf(duplicates, duplicates.length + 1);
            duplicates[duplicates.length - 1] = tsn;
        }
    }

    private void mark(long tsn) {
        if (tsn == cumulative + 1 && highest == cumulative) {
            cumulative = tsn;
            highest = tsn;
            return;
        }
        if (seen.length == 0) {
            seen = new long[WINDOW / 64];
        }
        if (highest == cumulative) {
            cleared = cumulative + 1;
        }
        seen[word(tsn)] |= bit(tsn);
        highest = Math.max(highest, tsn);
        advance();
    }

    private void advance() {
        highest = Math.max(highest, cumulative);
        if (seen.length == 0) {
            return;
        }
        while (cumulative < highest && isSeen(cumulative + 1)) {
            cumulative++;
        }
        if (cumulative == highest) {
            Arrays.fill(seen, 0);
        } else {
            clearBefore();
        }
    }

    /** The ring's place of a number is used again one window later, and must be free by then. */
    private void clearBefore() {
        for (long tsn = cleared; tsn <= cumulative; tsn++) {
            seen[word(tsn)] &= ~bit(tsn);
        }
        cleared = cumulative + 1;
    }

    private boolean isSeen(long tsn) {
        return seen.length != 0 && (seen[word(tsn)] & bit(tsn)) != 0;
    }

    private static int word(long tsn) {
        return (int) (tsn & WINDOW - 1) >> 6;
    }

    private static long bit(long tsn) {
        return 1L << (tsn & 63);
    }
}
