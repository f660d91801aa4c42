package io.mitalk.wire.rtcp;

import static io.mitalk.wire.BigEndian.put16;
import static io.mitalk.wire.BigEndian.put24;
import static io.mitalk.wire.BigEndian.put32;
import static io.mitalk.wire.BigEndian.put64;
import static io.mitalk.wire.BigEndian.put8;

/**
 * Owned by one thread. Builds an RTCP compound in the caller's buffer: {@link #begin}, then a report with its blocks, a
 * source description and whatever else, then {@link #length}. A compound that is not feedback alone begins with a
 * report and holds a CNAME (RFC 3550 section 6.1). The caller keeps the buffer large enough.
 */
public final class RtcpWriter {

    /** Report blocks that fit one report. */
    public static final int MAX_BLOCKS = 31;

    private static final int LOST_MAX = 0x7F_FFFF;
    private static final int LOST_MIN = -0x80_0000;

    private byte[] buf = new byte[0];
    private int off;
    private int at;
    private int packetAt;

    /** Starts an empty compound there. */
    public RtcpWriter begin(byte[] buf, int off) {
        this.buf = buf;
        this.off = off;
        this.at = off;
        this.packetAt = off;
        return this;
    }

    /** Bytes written since {@link #begin}. */
    public int length() {
        return at - off;
    }

    /**
     * A sender report without blocks (RFC 3550 section 6.4.1): 28 bytes.
     *
     * @param ntp {@link NtpTime} of now
     * @param rtpTimestamp the same moment in the stream's clock
     * @param packets sent so far; the low 32 bits count
     * @param payloadBytes sent so far; the low 32 bits count
     */
    public RtcpWriter senderReport(
            int ssrc, long ntp, long rtpTimestamp, long packets, long payloadBytes) {
        open(Rtcp.SR, 0);
        word(ssrc);
        put64(buf, at, ntp);
        at += 8;
        word((int) rtpTimestamp);
        word((int) packets);
        word((int) payloadBytes);
        return close();
    }

    /** A receiver report without blocks (RFC 3550 section 6.4.2): 8 bytes. */
    public RtcpWriter receiverReport(int ssrc) {
        open(Rtcp.RR, 0);
        word(ssrc);
        return close();
    }

    /**
     * Adds a block to the report that was written last: 24 bytes.
     *
     * @throws IllegalStateException when the last packet is no report, or has {@link #MAX_BLOCKS} already
     */
    public RtcpWriter block(ReportBlock block) {
        int type = length() == 0 ? 0 : buf[packetAt + 1] & 0xFF;
        int blocks = length() == 0 ? 0 : buf[packetAt] & 0x1F;
        if ((type != Rtcp.SR && type != Rtcp.RR) || blocks == MAX_BLOCKS) {
            throw new IllegalStateException("a block belongs to a report that has room for it");
        }
        put8(buf, packetAt, 0x80 | (blocks + 1));
        word(block.ssrc());
        put8(buf, at, block.fractionLost());
        put24(buf, at + 1, Math.clamp(block.cumulativeLost(), LOST_MIN, LOST_MAX));
        at += 4;
        word(block.highestSequence());
        word(block.jitter());
        word(block.lastSr());
        word(block.delaySinceLastSr());
        return close();
    }

    /**
     * A source description with one chunk that holds the CNAME alone (RFC 3550 section 6.5.1).
     *
     * @param cname its UTF-8 bytes, at most 255
     */
    public RtcpWriter description(int ssrc, byte[] cname) {
        if (cname.length > 255) {
            throw new IllegalArgumentException(
                    "a CNAME has at most 255 bytes, not " + cname.length);
        }
        open(Rtcp.SDES, 1);
        word(ssrc);
        put8(buf, at, Rtcp.CNAME);
        put8(buf, at + 1, cname.length);
        System.arraycopy(cname, 0, buf, at + 2, cname.length);
        at += 2 + cname.length;
        // At least one zero byte ends the list.
        do {
            put8(buf, at++, 0);
        } while (((at - packetAt) & 3) != 0);
        return close();
    }

    /** A goodbye of one source (RFC 3550 section 6.6): 8 bytes. */
    public RtcpWriter bye(int ssrc) {
        open(Rtcp.BYE, 1);
        word(ssrc);
        return close();
    }

    /**
     * A generic NACK (RFC 4585 section 6.2.1), packed into as few entries as the order allows.
     *
     * @param missing sequence numbers in ascending order (modulo 2^16); their low 16 bits count
     * @param count how many of them, at least 1
     */
    public RtcpWriter nack(int senderSsrc, int mediaSsrc, long[] missing, int count) {
        open(Rtcp.RTPFB, Rtcp.NACK_FORMAT);
        word(senderSsrc);
        word(mediaSsrc);
        int i = 0;
        while (i < count) {
            int first = (int) missing[i] & 0xFFFF;
            int mask = 0;
            for (i++; i < count; i++) {
                int distance = ((int) missing[i] - first) & 0xFFFF;
                if (distance < 1 || distance > 16) {
                    break;
                }
                mask |= 1 << (distance - 1);
            }
            put16(buf, at, first);
            put16(buf, at + 2, mask);
            at += 4;
        }
        return close();
    }

    private void open(int type, int count) {
        packetAt = at;
        put8(buf, at, 0x80 | count);
        put8(buf, at + 1, type);
        at += 4;
    }

    private void word(int value) {
        put32(buf, at, value);
        at += 4;
    }

    private RtcpWriter close() {
        put16(buf, packetAt + 2, (at - packetAt) / 4 - 1);
        return this;
    }
}
