package io.mitalk.wire.rtp;

import static io.mitalk.wire.BigEndian.i32;
import static io.mitalk.wire.BigEndian.u16;
import static io.mitalk.wire.BigEndian.u32;
import static io.mitalk.wire.BigEndian.u8;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Owned by one thread. A flyweight over one RTP packet (RFC 3550 section 5.1):
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                           timestamp                           |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                             SSRC                              |
 *  +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
 *  |                      CC contributing SSRCs                    |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |   if X: profile 0xBEDE, 0x100n  |  length in 32-bit words     |
 *  |                       extension elements                      |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>Offsets that it answers are positions in the wrapped array, not in the packet.
 */
public final class RtpView {

    /** Bytes of the header without contributing sources and extensions. */
    public static final int FIXED_BYTES = 12;

    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int TWO_BYTE_PROFILE = 0x1000;

    private byte[] buf = new byte[0];
    private int off;
    private int end;
    private int payloadAt;
    private int paddingBytes;
    private int extensionAt;
    private int extensionEnd;

    /** Whether a datagram is RTP and not RTCP, by its first two bytes (RFC 7983 section 7, RFC 5761 section 4). */
    public static boolean looksLikeRtp(byte[] buf, int off, int len) {
        if (len < FIXED_BYTES || (buf[off] & 0xC0) != 0x80) {
            return false;
        }
        int second = u8(buf, off + 1);
        return second < 192 || second > 223;
    }

    /**
     * Looks at a packet in the clear.
     *
     * @return false when version, lengths or padding do not fit together; the accessors then mean nothing
     */
    public boolean wrap(byte[] buf, int off, int len) {
        if (!wrapEncrypted(buf, off, len)) {
            return false;
        }
        if (!hasPadding()) {
            return true;
        }
        if (payloadAt == end) {
            return false;
        }
        paddingBytes = u8(buf, end - 1);
        return paddingBytes != 0 && paddingBytes <= end - payloadAt;
    }

    /**
     * Looks at a packet whose payload is still encrypted: only the header is checked, and {@link #payloadLength} counts
     * padding and authentication tag, because their sizes cannot be read yet.
     */
    public boolean wrapEncrypted(byte[] buf, int off, int len) {
        if (len < FIXED_BYTES || (buf[off] & 0xC0) != 0x80) {
            return false;
        }
        this.buf = buf;
        this.off = off;
        this.end = off + len;
        paddingBytes = 0;
        extensionAt = 0;
        extensionEnd = 0;
        int at = off + FIXED_BYTES + 4 * csrcCount();
        if (hasExtension()) {
            if (at + 4 > end) {
                return false;
            }
            extensionAt = at + 4;
            extensionEnd = extensionAt + 4 * u16(buf, at + 2);
            at = extensionEnd;
        }
        payloadAt = at;
        return at <= end;
    }

    /** Where the packet begins in the array. */
    public int offset() {
        return off;
    }

    /** Bytes of the whole packet. */
    public int length() {
        return end - off;
    }

    /** Whether the P bit is set. */
    public boolean hasPadding() {
        return (buf[off] & 0x20) != 0;
    }

    /** Whether the X bit is set. */
    public boolean hasExtension() {
        return (buf[off] & 0x10) != 0;
    }

    /** Contributing sources, 0 to 15. */
    public int csrcCount() {
        return buf[off] & 0x0F;
    }

    /** The contributing source at an index below {@link #csrcCount}. */
    public int csrc(int index) {
        return i32(buf, off + FIXED_BYTES + 4 * index);
    }

    /** The M bit: in Opus the first packet after silence (RFC 7587 section 4.2). */
    public boolean marker() {
        return (buf[off + 1] & 0x80) != 0;
    }

    /** 0 to 127. */
    public int payloadType() {
        return buf[off + 1] & 0x7F;
    }

    /** 0 to 65,535; {@link ExtSeq} unwraps it. */
    public int sequence() {
        return u16(buf, off + 2);
    }

    /** In ticks of the codec's clock (Opus: 48,000 a second), 0 to 2^32 - 1. */
    public long timestamp() {
        return u32(buf, off + 4);
    }

    /** The source, as the 32 bits stand (upper half negative). */
    public int ssrc() {
        return i32(buf, off + 8);
    }

    /** Bytes before the payload. */
    public int headerLength() {
        return payloadAt - off;
    }

    /** Where the payload begins. */
    public int payloadOffset() {
        return payloadAt;
    }

    /** Bytes of the payload without padding; may be 0. */
    public int payloadLength() {
        return end - payloadAt - paddingBytes;
    }

    /** Bytes of padding behind the payload, its count byte included; 0 without. */
    public int paddingLength() {
        return paddingBytes;
    }

    /**
     * Where the value of a header extension begins (RFC 8285 sections 4.2 and 4.3).
     *
     * @param id as negotiated, 1 to 255; 0 means not negotiated and finds nothing
     * @return -1 when it is absent or its element is broken
     */
    public int extensionOffset(int id) {
        return (int) find(id);
    }

    /** Bytes of that extension's value, -1 when it is absent; 0 is possible in the two-byte form. */
    public int extensionLength(int id) {
        return (int) (find(id) >> 32);
    }

    /** The loudness of a client-to-mixer level (RFC 6464): 0 (loudest) to 127 (silence) in -dBov; -1 when absent. */
    public int audioLevel(int id) {
        int at = extensionOffset(id);
        return at < 0 || at >= extensionEnd ? -1 : buf[at] & 0x7F;
    }

    /** The V bit of a level extension: its sender thinks that it is voice. False when absent. */
    public boolean voice(int id) {
        int at = extensionOffset(id);
        return at >= 0 && at < extensionEnd && (buf[at] & 0x80) != 0;
    }

    /** Whether an extension is there with exactly that value, for example the bytes of a mid. */
    public boolean extensionEquals(int id, byte[] value) {
        long found = find(id);
        int at = (int) found;
        int length = (int) (found >> 32);
        return at >= 0 && Arrays.equals(buf, at, at + length, value, 0, value.length);
    }

    /** The value of an extension as ASCII text, empty when absent; allocates. */
    public String extensionText(int id) {
        long found = find(id);
        int at = (int) found;
        return at < 0 ? "" : new String(buf, at, (int) (found >> 32), StandardCharsets.US_ASCII);
    }

    /** Length in the upper, position in the lower half; -1 (both halves) when there is none. */
    private long find(int id) {
        if (id <= 0 || extensionAt == 0) {
            return -1;
        }
        int profile = u16(buf, extensionAt - 4);
        if (profile == ONE_BYTE_PROFILE) {
            return findOneByte(id);
        }
        return (profile & 0xFFF0) == TWO_BYTE_PROFILE ? findTwoByte(id) : -1;
    }

    /** Elements of {@code | ID (4) | L (4): length - 1 | value |}; a 0 byte pads, id 15 ends the list. */
    private long findOneByte(int id) {
        int at = extensionAt;
        while (at < extensionEnd) {
            int element = u8(buf, at);
            if (element == 0) {
                at++;
                continue;
            }
            int elementId = element >> 4;
            int length = (element & 0x0F) + 1;
            if (elementId == 15 || at + 1 + length > extensionEnd) {
                return -1;
            }
            if (elementId == id) {
                return (long) length << 32 | at + 1;
            }
            at += 1 + length;
        }
        return -1;
    }

    /** Elements of {@code | ID (8) | length (8) | value |}; a 0 byte pads. */
    private long findTwoByte(int id) {
        int at = extensionAt;
        while (at < extensionEnd) {
            int elementId = u8(buf, at);
            if (elementId == 0) {
                at++;
                continue;
            }
            if (at + 2 > extensionEnd) {
                return -1;
            }
            int length = u8(buf, at + 1);
            if (at + 2 + length > extensionEnd) {
                return -1;
            }
            if (elementId == id) {
                return (long) length << 32 | at + 2;
            }
            at += 2 + length;
        }
        return -1;
    }
}
