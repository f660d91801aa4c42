package io.mitalk.wire.sctp;

import static io.mitalk.wire.BigEndian.i32;
import static io.mitalk.wire.BigEndian.u16;
import static io.mitalk.wire.BigEndian.u32;
import static io.mitalk.wire.BigEndian.u8;
import static io.mitalk.wire.sctp.Sctp.padded;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Owned by one thread. A flyweight that walks the chunks of one packet (RFC 9260 section 3):
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |          source port          |       destination port        |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                       verification tag                        |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |                       checksum (CRC32c)                       |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |  chunk type   |     flags     |  length with this header      |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |            value, padded to four bytes, next chunk ...        |
 * </pre>
 *
 * <p>{@link #wrap} checks every chunk and every parameter before the first is shown, so a packet is taken whole or not
 * at all. Use: {@code if (view.wrap(...) && view.checksumMatches()) while (view.next()) switch (view.type()) ...}. An
 * accessor that does not belong to the current chunk's type means nothing.
 */
public final class SctpView {

    private static final int CHUNK_HEADER = 4;
    private static final int INIT_FIXED = 20;
    private static final int SACK_FIXED = 16;
    private static final int FORWARD_FIXED = 8;

    private final Crc32c crc = new Crc32c();
    private byte[] buf = new byte[0];
    private int start;
    private int end;
    private int at;
    private int nextAt;

    /**
     * Looks at a packet and stands before its first chunk.
     *
     * @return false when a length, count or parameter does not fit, or there is no chunk; nothing may be read then
     */
    public boolean wrap(byte[] buf, int off, int len) {
        if (len < Sctp.HEADER_BYTES + CHUNK_HEADER) {
            return false;
        }
        this.buf = buf;
        this.start = off;
        this.end = off + len;
        this.nextAt = off + Sctp.HEADER_BYTES;
        while (nextAt < end) {
            if (nextAt + CHUNK_HEADER > end) {
                return false;
            }
            int length = u16(buf, nextAt + 2);
            if (length < CHUNK_HEADER || nextAt + length > end || !fits(nextAt, length)) {
                return false;
            }
            nextAt += padded(length);
        }
        rewind();
        return true;
    }

    private boolean fits(int chunk, int length) {
        int chunkEnd = chunk + length;
        return switch (u8(buf, chunk)) {
            case Sctp.DATA -> length > Sctp.DATA_HEADER_BYTES;
            case Sctp.INIT, Sctp.INIT_ACK ->
                    length >= INIT_FIXED && parametersFit(chunk + INIT_FIXED, chunkEnd);
            case Sctp.SACK ->
                    length >= SACK_FIXED
                            && SACK_FIXED + 4 * (u16(buf, chunk + 12) + u16(buf, chunk + 14))
                                    <= length;
            case Sctp.HEARTBEAT, Sctp.HEARTBEAT_ACK, Sctp.ABORT, Sctp.ERROR ->
                    parametersFit(chunk + CHUNK_HEADER, chunkEnd);
            case Sctp.RE_CONFIG ->
                    length > CHUNK_HEADER && parametersFit(chunk + CHUNK_HEADER, chunkEnd);
            case Sctp.SHUTDOWN -> length >= 8;
            case Sctp.COOKIE_ECHO -> length > CHUNK_HEADER;
            case Sctp.FORWARD_TSN -> length >= FORWARD_FIXED && (length & 3) == 0;
            default -> true;
        };
    }

    private boolean parametersFit(int from, int to) {
        int parameter = from;
        while (parameter < to) {
            if (parameter + 4 > to) {
                return false;
            }
            int length = u16(buf, parameter + 2);
            if (length < 4 || parameter + length > to) {
                return false;
            }
            parameter += padded(length);
        }
        return true;
    }

    /** Stands before the first chunk again. */
    public void rewind() {
        nextAt = start + Sctp.HEADER_BYTES;
    }

    /** Whether the packet arrived as it was sent. */
    public boolean checksumMatches() {
        return crc.of(buf, start, end - start) == i32(buf, start + 8);
    }

    public int sourcePort() {
        return u16(buf, start);
    }

    public int destinationPort() {
        return u16(buf, start + 2);
    }

    /** The tag that the receiver chose, as it is. */
    public int tag() {
        return i32(buf, start + 4);
    }

    /** Whether the packet holds exactly one chunk, as INIT and its kind must be (RFC 9260 section 6.10). */
    public boolean single() {
        int first = start + Sctp.HEADER_BYTES;
        return first + padded(u16(buf, first + 2)) >= end;
    }

    /** Steps to the next chunk; false after the last. */
    public boolean next() {
        if (nextAt >= end) {
            return false;
        }
        at = nextAt;
        nextAt = at + padded(u16(buf, at + 2));
        return true;
    }

    public int type() {
        return u8(buf, at);
    }

    public int flags() {
        return u8(buf, at + 1);
    }

    /** The current chunk's length with its header, without padding. */
    public int length() {
        return u16(buf, at + 2);
    }

    /** A copy of the current chunk's value; an allocation. */
    public byte[] value() {
        return Arrays.copyOfRange(buf, at + CHUNK_HEADER, at + length());
    }

    // ---- DATA (RFC 9260 section 3.3.1); the TSN's place is also that of SACK, SHUTDOWN and
    // FORWARD-TSN ----

    /** The number of a DATA chunk, or the last in a row that SACK, SHUTDOWN or FORWARD-TSN name. */
    public int tsn() {
        return i32(buf, at + 4);
    }

    public int stream() {
        return u16(buf, at + 8);
    }

    /** The message's number in its stream. */
    public int ssn() {
        return u16(buf, at + 10);
    }

    public int ppid() {
        return i32(buf, at + 12);
    }

    public boolean begins() {
        return (flags() & Sctp.BEGINS) != 0;
    }

    public boolean ends() {
        return (flags() & Sctp.ENDS) != 0;
    }

    public boolean unordered() {
        return (flags() & Sctp.UNORDERED) != 0;
    }

    /** Whether the sender wants to hear at once that it came (RFC 7053). */
    public boolean immediate() {
        return (flags() & Sctp.IMMEDIATE) != 0;
    }

    /** At least 1. */
    public int payloadLength() {
        return length() - Sctp.DATA_HEADER_BYTES;
    }

    /** A copy of the payload; an allocation. */
    public byte[] payload() {
        return Arrays.copyOfRange(buf, at + Sctp.DATA_HEADER_BYTES, at + length());
    }

    // ---- INIT and INIT-ACK (RFC 9260 section 3.3.2) ----

    public int initiateTag() {
        return i32(buf, at + 4);
    }

    /** The receiver window of INIT, INIT-ACK and SACK, in bytes. */
    public long window() {
        return u32(buf, at + 8);
    }

    public int outgoingStreams() {
        return u16(buf, at + 12);
    }

    public int incomingStreams() {
        return u16(buf, at + 14);
    }

    public int initialTsn() {
        return i32(buf, at + 16);
    }

    /** Whether INIT or INIT-ACK carries this parameter. */
    public boolean has(int parameterType) {
        return find(parameterType) >= 0;
    }

    /** Whether the supported extensions (RFC 5061 section 4.2.7) name this chunk type. */
    public boolean supports(int chunkType) {
        int parameter = find(Sctp.SUPPORTED_EXTENSIONS);
        if (parameter < 0) {
            return false;
        }
        for (int i = parameter + 4; i < parameter + u16(buf, parameter + 2); i++) {
            if (u8(buf, i) == chunkType) {
                return true;
            }
        }
        return false;
    }

    /** A copy of the state cookie of an INIT-ACK, empty when there is none; an allocation. */
    public byte[] cookie() {
        int parameter = find(Sctp.STATE_COOKIE);
        return parameter < 0
                ? new byte[0]
                : Arrays.copyOfRange(buf, parameter + 4, parameter + u16(buf, parameter + 2));
    }

    private int find(int parameterType) {
        int to = at + length();
        for (int parameter = at + INIT_FIXED;
                parameter < to;
                parameter += padded(u16(buf, parameter + 2))) {
            if (u16(buf, parameter) == parameterType) {
                return parameter;
            }
        }
        return -1;
    }

    // ---- SACK (RFC 9260 section 3.3.4) ----

    public int gapCount() {
        return u16(buf, at + 12);
    }

    /** First of a run that came, as its distance from {@link #tsn}. */
    public int gapStart(int i) {
        return u16(buf, at + SACK_FIXED + 4 * i);
    }

    /** Last of that run. */
    public int gapEnd(int i) {
        return u16(buf, at + SACK_FIXED + 4 * i + 2);
    }

    public int duplicateCount() {
        return u16(buf, at + 14);
    }

    /** A TSN that came twice. */
    public int duplicate(int i) {
        return i32(buf, at + SACK_FIXED + 4 * (gapCount() + i));
    }

    // ---- FORWARD-TSN (RFC 3758 section 3.2) ----

    /** How many ordered streams are told of what will never come. */
    public int skipCount() {
        return (length() - FORWARD_FIXED) / 4;
    }

    public int skipStream(int i) {
        return u16(buf, at + FORWARD_FIXED + 4 * i);
    }

    /** The last message of that stream that will not come. */
    public int skipSsn(int i) {
        return u16(buf, at + FORWARD_FIXED + 4 * i + 2);
    }

    // ---- ABORT and ERROR (RFC 9260 section 3.3.7) ----

    /** The first cause, 0 when none is given. */
    public int cause() {
        return length() > CHUNK_HEADER ? u16(buf, at + CHUNK_HEADER) : 0;
    }

    // ---- RE-CONFIG (RFC 6525 section 3.1): at most two parameters ----

    /** How many parameters there are. */
    public int resetCount() {
        int count = 0;
        int to = at + length();
        for (int p = at + CHUNK_HEADER; p < to; p += padded(u16(buf, p + 2))) {
            count++;
        }
        return count;
    }

    /** The i-th parameter; null when it is of a kind that we do not know, or too short for its kind. */
    public @Nullable ResetParameter reset(int i) {
        int p = at + CHUNK_HEADER;
        for (int skipped = 0; skipped < i; skipped++) {
            p += padded(u16(buf, p + 2));
        }
        return ResetParameter.read(buf, p, u16(buf, p + 2));
    }
}
