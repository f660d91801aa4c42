package io.mitalk.media.sfu;

import io.mitalk.media.udp.UdpPort;
import io.mitalk.wire.rtp.RedWriter;

/**
 * Owned by the worker thread. The redundant rendition of one track (RFC 2198): each packet brings the last ones along,
 * so that a receiver that lost one has it with the next. Numbers and times are the publisher's. What it answers is
 * valid until the next call.
 */
final class Redundancy {

    /** As every browser numbers Opus; who numbers it otherwise gets plain packets. */
    static final int OPUS = 111;

    /** Nothing more is brought along beyond; far below any path's limit with header and tag. */
    private static final int MAX_BYTES = 1200;

    private final int depth;
    private final PacketHistory history;
    private final byte[] payload = new byte[UdpPort.MAX_DATAGRAM_BYTES];
    private final AudioPacket earlier = new AudioPacket();
    private final AudioPacket redundant = new AudioPacket();

    /** Brings {@code depth} packets along. */
    Redundancy(int depth, int historyPackets) {
        this.depth = depth;
        this.history = new PacketHistory(historyPackets);
    }

    /**
     * The packet with those before it, as far as they are there, follow each other and fit.
     *
     * @param kept the track's packets, this one among them
     * @param first the oldest number that may be brought along
     */
    AudioPacket make(AudioPacket packet, PacketHistory kept, long first) {
        int bytes = 1 + packet.len;
        int taken = 0;
        while (taken < depth && goesAlong(packet, kept, packet.extSeq - taken - 1, first)) {
            int more = RedWriter.EARLIER_BYTES + earlier.len;
            if (bytes + more > MAX_BYTES) {
                break;
            }
            bytes += more;
            taken++;
        }
        write(packet, kept, taken);
        redundant.copy(packet);
        redundant.buf = payload;
        redundant.off = 0;
        redundant.len = bytes;
        history.put(redundant);
        return redundant;
    }

    private boolean goesAlong(AudioPacket packet, PacketHistory kept, long extSeq, long first) {
        if (extSeq < first || !kept.has(extSeq)) {
            return false;
        }
        kept.read(extSeq, earlier);
        int before = packet.timestamp - earlier.timestamp;
        return before > 0
                && before < RedWriter.TIMESTAMP_BOUND
                && earlier.len > 0
                && earlier.len < RedWriter.LENGTH_BOUND;
    }

    private void write(AudioPacket packet, PacketHistory kept, int taken) {
        int at = 0;
        for (int back = taken; back > 0; back--) {
            kept.read(packet.extSeq - back, earlier);
            int before = packet.timestamp - earlier.timestamp;
            at = RedWriter.earlier(payload, at, OPUS, before, earlier.len);
        }
        at = RedWriter.present(payload, at, OPUS);
        for (int back = taken; back > 0; back--) {
            kept.read(packet.extSeq - back, earlier);
            System.arraycopy(earlier.buf, earlier.off, payload, at, earlier.len);
            at += earlier.len;
        }
        System.arraycopy(packet.buf, packet.off, payload, at, packet.len);
    }

    PacketHistory history() {
        return history;
    }
}
