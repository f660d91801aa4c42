package io.mitalk.media.sctp;

import io.mitalk.wire.sctp.Sctp;
import io.mitalk.wire.sctp.SctpView;
import io.mitalk.wire.sctp.SctpWriter;
import io.mitalk.wire.sctp.SctpWriter.DataHeader;
import io.mitalk.wire.sctp.Serial;
import java.util.ArrayDeque;

/**
 * Owned by the association. The sending half: numbers chunks, keeps them until they are acknowledged, notices which are
 * lost (RFC 9260 sections 6 and 7), and gives up those that may be lost (RFC 3758).
 */
final class Outgoing {

    /** Misses that make a chunk count as lost (RFC 9260 section 7.2.4). */
    private static final int MISSES = 3;

    private static final int MAX_SKIPS = 32;
    private static final int MAX_PAYLOAD_BYTES =
            Association.MAX_PACKET_BYTES - Sctp.HEADER_BYTES - Sctp.DATA_HEADER_BYTES;
    private static final long NEVER = Long.MAX_VALUE;

    private final SctpSettings settings;
    private final SctpCounters counters;
    private final OutgoingQueue queue = new OutgoingQueue();
    private final ArrayDeque<OutgoingChunk> outstanding = new ArrayDeque<>();
    private final Congestion congestion;
    private final Rto rto;
    private long nextTsn;
    private long acknowledged;
    private long abandonedTo;
    private long peerWindow;
    private boolean peerClosed;
    private boolean mayForward;
    private boolean forwardDue;
    private boolean recovering;
    private boolean sendAnyway;
    private long recoveryEnd;
    private long timedTsn = -1;
    private long timedNs;
    private long dueNs = NEVER;
    private long lastSentNs;
    private int flight;
    private int timeouts;
    private long reliableBytes;
    private long lossyBytes;
    private long gapBytes;

    Outgoing(SctpSettings settings, SctpCounters counters, int initialTsn) {
        this.settings = settings;
        this.counters = counters;
        this.congestion = new Congestion(MAX_PAYLOAD_BYTES, settings.windowBytes());
        this.rto = new Rto(settings.rtoMinMs());
        this.nextTsn = (1L << 32) + Integer.toUnsignedLong(initialTsn);
        this.acknowledged = nextTsn - 1;
        this.abandonedTo = acknowledged;
    }

    /** The peer said what it can take, and whether it knows FORWARD-TSN. */
    void peer(long window, boolean forwards) {
        peerWindow = window;
        mayForward = forwards;
    }

    /** Queues a message; for one that may be lost the oldest such goes when there is no room. False: no room. */
    boolean add(OutgoingMessage message) {
        int size = message.charge();
        if (message.reliable()) {
            if (reliableBytes + size > settings.reliableBytes()) {
                return false;
            }
            reliableBytes += size;
        } else {
            while (lossyBytes + size > settings.lossyBytes()) {
                var dropped = queue.dropOldest();
                if (dropped == null) {
                    return false;
                }
                counters.lossyDropped.increment();
                lossyBytes -= dropped.charge();
            }
            lossyBytes += size;
        }
        queue.add(message);
        return true;
    }

    /** What waits or is not acknowledged of messages that must arrive, in bytes, with what keeping each costs. */
    long reliableBytes() {
        return reliableBytes;
    }

    /** Whether everything was sent and acknowledged. */
    boolean isEmpty() {
        return queue.isEmpty() && outstanding.isEmpty();
    }

    boolean waits(int stream) {
        return queue.waits(stream);
    }

    void resetStream(int stream) {
        queue.reset(stream);
    }

    /** The number of the last chunk that was sent. */
    int lastTsn() {
        return (int) (nextTsn - 1);
    }

    long dueNs() {
        return dueNs;
    }

    Rto rto() {
        return rto;
    }

    /** Adds what may be sent now to the packet; false when that is nothing. */
    boolean fill(SctpWriter packet, long nowNs) {
        if (flight == 0 && !queue.isEmpty() && nowNs - lastSentNs > rto.ns()) {
            congestion.idle();
        }
        boolean any = forward(packet, nowNs);
        any |= sendLost(packet, nowNs);
        any |= sendNew(packet, nowNs);
        return any;
    }

    private boolean forward(SctpWriter packet, long nowNs) {
        if (!forwardDue) {
            return false;
        }
        var skips = new int[2 * MAX_SKIPS];
        int count = 0;
        long to = acknowledged;
        for (var chunk : outstanding) {
            if (chunk.tsn > abandonedTo) {
                break;
            }
            if (!chunk.message.unordered) {
                count = skip(skips, count, chunk.message);
                if (count > MAX_SKIPS) {
                    // The rest follows when the peer has answered this one.
                    count = MAX_SKIPS;
                    break;
                }
            }
            to = chunk.tsn;
        }
        if (packet.room() < 8 + 4 * count) {
            return false;
        }
        forwardDue = false;
        packet.forwardTsn((int) to, skips, count);
        startTimer(nowNs);
        return true;
    }

    private static int skip(int[] skips, int count, OutgoingMessage message) {
        for (int i = 0; i < count; i++) {
            if (skips[2 * i] == message.stream) {
                skips[2 * i + 1] = message.ssn;
                return count;
            }
        }
        if (count < MAX_SKIPS) {
            skips[2 * count] = message.stream;
            skips[2 * count + 1] = message.ssn;
        }
        return count + 1;
    }

    private boolean sendLost(SctpWriter packet, long nowNs) {
        boolean any = false;
        for (var chunk : outstanding) {
            if (!chunk.lost || chunk.message.abandoned) {
                continue;
            }
            if (flight >= congestion.window() && !sendAnyway) {
                break;
            }
            if (packet.room() < Sctp.DATA_HEADER_BYTES + Sctp.padded(chunk.length)) {
                break;
            }
            if (expired(chunk.message, nowNs)) {
                abandon(chunk.message);
                continue;
            }
            chunk.lost = false;
            chunk.misses = 0;
            counters.retransmits.increment();
            if (chunk.tsn == timedTsn) {
                timedTsn = -1;
            }
            write(packet, chunk, nowNs);
            any = true;
        }
        sendAnyway &= !any;
        return any;
    }

    private boolean sendNew(SctpWriter packet, long nowNs) {
        boolean any = false;
        for (var head = queue.head(); head != null; head = queue.head()) {
            if (head.abandoned || (expired(head, nowNs) && queue.offset() == 0)) {
                giveUp(head);
                continue;
            }
            int offset = queue.offset();
            int length = Math.min(MAX_PAYLOAD_BYTES, head.bytes.length - offset);
            boolean probe = flight == 0 && outstanding.isEmpty();
            if (!probe && (flight >= congestion.window() || length > peerWindow)) {
                break;
            }
            if (packet.room() < Sctp.DATA_HEADER_BYTES + Sctp.padded(length)) {
                break;
            }
            queue.take(length);
            int flags =
                    (offset == 0 ? Sctp.BEGINS : 0)
                            | (offset + length == head.bytes.length ? Sctp.ENDS : 0)
                            | (head.unordered ? Sctp.UNORDERED : 0);
            var chunk = new OutgoingChunk(nextTsn++, head, offset, length, flags);
            outstanding.add(chunk);
            peerWindow -= Math.min(peerWindow, length);
            if (timedTsn < 0) {
                timedTsn = chunk.tsn;
                timedNs = nowNs;
            }
            write(packet, chunk, nowNs);
            any = true;
        }
        return any;
    }

    /** The head of the queue goes no further. */
    private void giveUp(OutgoingMessage head) {
        if (!head.abandoned) {
            head.abandoned = true;
            counters.abandoned.increment();
        }
        released(head, head.charge() - queue.offset());
        queue.skip();
    }

    private void write(SctpWriter packet, OutgoingChunk chunk, long nowNs) {
        chunk.transmissions++;
        flight += chunk.length;
        lastSentNs = nowNs;
        var message = chunk.message;
        packet.data(
                new DataHeader(
                        chunk.flags, (int) chunk.tsn, message.stream, message.ssn, message.ppid),
                message.bytes,
                chunk.offset,
                chunk.length);
        startTimer(nowNs);
    }

    private void startTimer(long nowNs) {
        if (dueNs == NEVER) {
            dueNs = nowNs + rto.ns();
        }
    }

    private static boolean expired(OutgoingMessage message, long nowNs) {
        return message.expiresNs != NEVER && nowNs - message.expiresNs >= 0;
    }

    /** Takes a SACK. False: it acknowledges what was never sent. */
    boolean acknowledged(SctpView sack, long nowNs) {
        long cumulative = Serial.extend(acknowledged, sack.tsn());
        if (cumulative >= nextTsn) {
            return false;
        }
        if (cumulative < acknowledged) {
            return true;
        }
        int flightBefore = flight;
        boolean advanced = cumulative > acknowledged;
        int bytes = takeCumulative(cumulative, nowNs);
        long before = gapBytes;
        long highest = takeGaps(sack, cumulative);
        bytes += (int) (gapBytes - before);
        timeouts = 0;
        if (peerClosed && sack.window() > 0 && !advanced) {
            windowOpened();
        }
        peerClosed = sack.window() == 0;
        peerWindow = Math.max(0, sack.window() - flight);
        if (recovering && cumulative >= recoveryEnd) {
            recovering = false;
        }
        if (!recovering && bytes > 0) {
            congestion.acknowledged(bytes, advanced, flightBefore);
        }
        if (highest > cumulative) {
            countMisses(recovering && advanced ? Long.MAX_VALUE : highest);
        }
        forwardAbandoned();
        if (advanced) {
            dueNs = NEVER;
        }
        if (outstanding.isEmpty()) {
            dueNs = NEVER;
            congestion.drained();
        } else {
            startTimer(nowNs);
        }
        return true;
    }

    /** A closed window opened: what was sent to try it was thrown away. */
    private void windowOpened() {
        for (var chunk : outstanding) {
            if (chunk.underWay()) {
                flight -= chunk.length;
                chunk.lost = true;
            }
        }
    }

    private int takeCumulative(long cumulative, long nowNs) {
        int bytes = 0;
        for (var first = outstanding.peek();
                first != null && first.tsn <= cumulative;
                first = outstanding.peek()) {
            outstanding.poll();
            if (first.underWay()) {
                flight -= first.length;
            }
            bytes += first.acknowledged ? 0 : first.length;
            released(first.message, first.length + first.overhead());
            timed(first, nowNs);
        }
        acknowledged = cumulative;
        abandonedTo = Math.max(abandonedTo, cumulative);
        return bytes;
    }

    private void timed(OutgoingChunk chunk, long nowNs) {
        if (chunk.tsn == timedTsn) {
            timedTsn = -1;
            if (chunk.transmissions == 1) {
                rto.measured(nowNs - timedNs);
            }
        }
    }

    /** Marks what the gap reports name; the highest number that is new among them, or less than all. */
    private long takeGaps(SctpView sack, long cumulative) {
        int gap = 0;
        int gaps = sack.gapCount();
        long highest = -1;
        for (var chunk : outstanding) {
            long distance = chunk.tsn - cumulative;
            while (gap < gaps && sack.gapEnd(gap) < distance) {
                gap++;
            }
            boolean there = gap < gaps && sack.gapStart(gap) <= distance;
            if (there && !chunk.acknowledged) {
                if (chunk.underWay()) {
                    flight -= chunk.length;
                }
                chunk.acknowledged = true;
                chunk.lost = false;
                gapBytes += chunk.length;
                highest = chunk.tsn;
            } else if (!there && chunk.acknowledged) {
                // It changed its mind, as a peer short of memory may.
                chunk.acknowledged = false;
                chunk.lost = true;
            }
        }
        return highest;
    }

    private void countMisses(long upTo) {
        long highest = Math.min(upTo, highestAcknowledged());
        boolean lost = false;
        for (var chunk : outstanding) {
            if (chunk.tsn >= highest) {
                break;
            }
            if (chunk.underWay() && !chunk.retransmittedFast && ++chunk.misses >= MISSES) {
                flight -= chunk.length;
                chunk.lost = true;
                chunk.retransmittedFast = true;
                lost = true;
                giveUpAfter(chunk);
            }
        }
        if (lost && !recovering) {
            recovering = true;
            recoveryEnd = nextTsn - 1;
            congestion.lost();
            sendAnyway = true;
        }
    }

    private long highestAcknowledged() {
        for (var last = outstanding.descendingIterator(); last.hasNext(); ) {
            var chunk = last.next();
            if (chunk.acknowledged) {
                return chunk.tsn;
            }
        }
        return -1;
    }

    private void giveUpAfter(OutgoingChunk chunk) {
        var message = chunk.message;
        boolean spent =
                message.maxRetransmits != OutgoingMessage.UNLIMITED
                        && chunk.transmissions > message.maxRetransmits;
        if (spent) {
            abandon(message);
        }
    }

    /** Neither its chunks nor what is left of it will be sent (RFC 3758 section 3.5). */
    private void abandon(OutgoingMessage message) {
        if (message.abandoned || !mayForward) {
            return;
        }
        for (var chunk : outstanding) {
            if (chunk.message == message && chunk.underWay()) {
                flight -= chunk.length;
            }
        }
        message.abandoned = true;
        counters.abandoned.increment();
        forwardAbandoned();
    }

    private void forwardAbandoned() {
        long to = Math.max(abandonedTo, acknowledged);
        for (var chunk : outstanding) {
            if (chunk.tsn > to) {
                if (chunk.tsn != to + 1 || !chunk.message.abandoned) {
                    break;
                }
                to = chunk.tsn;
            }
        }
        abandonedTo = to;
        if (abandonedTo > acknowledged) {
            forwardDue = true;
        }
    }

    /** Takes note of the time. False: the peer did not answer often enough. */
    boolean tick(long nowNs) {
        if (dueNs == NEVER || nowNs < dueNs) {
            return true;
        }
        dueNs = NEVER;
        if (outstanding.isEmpty()) {
            return true;
        }
        counters.timeouts.increment();
        rto.backOff();
        congestion.timedOut();
        recovering = false;
        timedTsn = -1;
        for (var chunk : outstanding) {
            if (chunk.underWay()) {
                flight -= chunk.length;
                chunk.lost = true;
                chunk.misses = 0;
                chunk.retransmittedFast = false;
                giveUpAfter(chunk);
            }
        }
        forwardAbandoned();
        return ++timeouts <= settings.maxTimeouts();
    }

    private void released(OutgoingMessage message, int bytes) {
        if (message.reliable()) {
            reliableBytes -= bytes;
        } else {
            lossyBytes -= bytes;
        }
    }
}
