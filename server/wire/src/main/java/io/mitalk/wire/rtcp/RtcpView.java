package io.mitalk.wire.rtcp;

import static io.mitalk.wire.BigEndian.i32;
import static io.mitalk.wire.BigEndian.i64;
import static io.mitalk.wire.BigEndian.u16;
import static io.mitalk.wire.BigEndian.u32;
import static io.mitalk.wire.BigEndian.u8;

import java.nio.charset.StandardCharsets;

/**
 * Owned by one thread. A flyweight that walks the packets of one RTCP compound (RFC 3550 section 6.1):
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |V=2|P|  count  |  packet type  |  length in words, minus one   |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |               SSRC of the sender, then by type ...            |
 * </pre>
 *
 * <p>{@link #wrap} checks every packet before the first is shown, so a compound is taken whole or not at all. Use:
 * {@code if (view.wrap(...)) while (view.next()) switch (view.type()) ...}. Feedback without a leading report
 * (RFC 5506) is accepted. An accessor that does not belong to the current packet's type means nothing.
 */
public final class RtcpView {

    private byte[] buf = new byte[0];
    private int end;
    private int at;
    private int nextAt;
    private int packetEnd;

    /** Whether a datagram is RTCP, by its first two bytes (RFC 7983 section 7, RFC 5761 section 4). */
    public static boolean looksLikeRtcp(byte[] buf, int off, int len) {
        if (len < 8 || (buf[off] & 0xC0) != 0x80) {
            return false;
        }
        int second = u8(buf, off + 1);
        return second >= 192 && second <= 223;
    }

    /**
     * Looks at a compound and stands before its first packet.
     *
     * @return false when a version, length, count or padding does not fit; nothing may be read then
     */
    public boolean wrap(byte[] buf, int off, int len) {
        if (len < 4 || (len & 3) != 0) {
            return false;
        }
        this.buf = buf;
        this.end = off + len;
        this.nextAt = off;
        while (nextAt < end) {
            if ((buf[nextAt] & 0xC0) != 0x80 || nextAt + 4 + 4 * u16(buf, nextAt + 2) > end) {
                return false;
            }
            step();
            if (!isSound()) {
                return false;
            }
        }
        nextAt = off;
        return true;
    }

    /** Moves to the next packet; false when there is none. */
    public boolean next() {
        if (nextAt >= end) {
            return false;
        }
        step();
        return true;
    }

    private void step() {
        at = nextAt;
        nextAt = at + 4 + 4 * u16(buf, at + 2);
        packetEnd = nextAt;
        if ((buf[at] & 0x20) != 0) {
            packetEnd -= u8(buf, nextAt - 1);
        }
    }

    private boolean isSound() {
        boolean padded = (buf[at] & 0x20) != 0;
        int padding = nextAt - packetEnd;
        // Only the last packet may be padded, by whole words (RFC 3550 section 6.4.1).
        if (padded && (nextAt != end || padding == 0 || (padding & 3) != 0)) {
            return false;
        }
        int length = packetEnd - at;
        if (length < 4) {
            return false;
        }
        return switch (type()) {
            case Rtcp.SR -> length >= Rtcp.SR_BYTES + Rtcp.BLOCK_BYTES * count();
            case Rtcp.RR -> length >= Rtcp.RR_BYTES + Rtcp.BLOCK_BYTES * count();
            case Rtcp.SDES -> isSoundDescription();
            case Rtcp.BYE -> length >= 4 + 4 * count();
            case Rtcp.RTPFB, Rtcp.PSFB, Rtcp.APP -> length >= Rtcp.FEEDBACK_BYTES;
            default -> true;
        };
    }

    private boolean isSoundDescription() {
        int chunk = at + 4;
        for (int i = 0; i < count(); i++) {
            chunk = chunkEnd(chunk);
            if (chunk < 0) {
                return false;
            }
        }
        return true;
    }

    /** Where the chunk behind the one at {@code chunk} begins, -1 when it is broken. */
    private int chunkEnd(int chunk) {
        int item = chunk + 4;
        while (item < packetEnd && buf[item] != 0) {
            if (item + 2 > packetEnd) {
                return -1;
            }
            item += 2 + u8(buf, item + 1);
        }
        // The list ends with one or more zero bytes, up to the next word.
        int next = at + ((item - at + 4) & ~3);
        return item < packetEnd && next <= packetEnd ? next : -1;
    }

    /** The packet type, one of {@link Rtcp}'s or another. */
    public int type() {
        return u8(buf, at + 1);
    }

    /** Report blocks, chunks, leaving sources or the feedback format, by type: 0 to 31. */
    public int count() {
        return buf[at] & 0x1F;
    }

    /** Bytes of the current packet, without padding. */
    public int length() {
        return packetEnd - at;
    }

    /** Who sent a report or feedback. */
    public int senderSsrc() {
        return i32(buf, at + 4);
    }

    /** Of a sender report: when it was made, {@link NtpTime}. */
    public long ntp() {
        return i64(buf, at + 8);
    }

    /** Of a sender report: the same moment in the stream's clock, 0 to 2^32 - 1. */
    public long rtpTimestamp() {
        return u32(buf, at + 16);
    }

    /** Of a sender report: packets sent since the start, modulo 2^32. */
    public long packetCount() {
        return u32(buf, at + 20);
    }

    /** Of a sender report: payload bytes sent since the start, modulo 2^32. */
    public long byteCount() {
        return u32(buf, at + 24);
    }

    /** Of report block {@code i < count()}: the source that is reported on. */
    public int blockSsrc(int i) {
        return i32(buf, block(i));
    }

    /** Of report block {@code i}: loss since the last report in 1/256. */
    public int fractionLost(int i) {
        return u8(buf, block(i) + 4);
    }

    /** Of report block {@code i}: packets lost since the start; below 0 when duplicates outnumber them. */
    public int cumulativeLost(int i) {
        return i32(buf, block(i) + 4) << 8 >> 8;
    }

    /** Of report block {@code i}: highest sequence number with its rollovers, 0 to 2^32 - 1. */
    public long highestSequence(int i) {
        return u32(buf, block(i) + 8);
    }

    /** Of report block {@code i}: interarrival jitter in ticks of the stream's clock. */
    public long jitter(int i) {
        return u32(buf, block(i) + 12);
    }

    /** Of report block {@code i}: {@link NtpTime#middle} of the last sender report, 0 before the first. */
    public int lastSr(int i) {
        return i32(buf, block(i) + 16);
    }

    /** Of report block {@code i}: time since that report arrived, in 1/65,536 s. */
    public int delaySinceLastSr(int i) {
        return i32(buf, block(i) + 20);
    }

    private int block(int i) {
        return at + (type() == Rtcp.SR ? Rtcp.SR_BYTES : Rtcp.RR_BYTES) + Rtcp.BLOCK_BYTES * i;
    }

    /** Of a source description: the canonical name of a source, empty when it is not in there; allocates. */
    public String cname(int ssrc) {
        int chunk = at + 4;
        for (int i = 0; i < count(); i++) {
            if (i32(buf, chunk) == ssrc) {
                return cnameOfChunk(chunk + 4);
            }
            chunk = chunkEnd(chunk);
        }
        return "";
    }

    private String cnameOfChunk(int firstItem) {
        int item = firstItem;
        while (buf[item] != 0) {
            if (buf[item] == Rtcp.CNAME) {
                return new String(buf, item + 2, u8(buf, item + 1), StandardCharsets.UTF_8);
            }
            item += 2 + u8(buf, item + 1);
        }
        return "";
    }

    /** Of a goodbye: the leaving source {@code i < count()}. */
    public int byeSsrc(int i) {
        return i32(buf, at + 4 + 4 * i);
    }

    /** Whether the current packet is a generic NACK (RFC 4585 section 6.2.1). */
    public boolean isNack() {
        return type() == Rtcp.RTPFB && count() == Rtcp.NACK_FORMAT;
    }

    /** Of feedback: the source that it is about. */
    public int mediaSsrc() {
        return i32(buf, at + 8);
    }

    /** Of a NACK: its entries, each for up to 17 packets. */
    public int nackCount() {
        return (length() - Rtcp.FEEDBACK_BYTES) / 4;
    }

    /** Of NACK entry {@code i < nackCount()}: PID, the sequence number of the first missing packet. */
    public int nackSequence(int i) {
        return u16(buf, at + Rtcp.FEEDBACK_BYTES + 4 * i);
    }

    /** Of NACK entry {@code i}: BLP; bit {@code b} (lowest is 0) says that number PID + b + 1 is missing too. */
    public int nackMask(int i) {
        return u16(buf, at + Rtcp.FEEDBACK_BYTES + 4 * i + 2);
    }
}
