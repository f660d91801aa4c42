package io.mitalk.wire.sctp;

import static io.mitalk.wire.BigEndian.put16;
import static io.mitalk.wire.BigEndian.put32;
import static io.mitalk.wire.BigEndian.put8;
import static io.mitalk.wire.sctp.Sctp.padded;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Owned by one thread. Builds one packet in a buffer of its own: {@link #begin}, chunks as long as {@link #room} lasts,
 * {@link #finish}. A chunk that does not fit is the caller's bug and throws.
 */
public final class SctpWriter {

    private static final int CHUNK_HEADER = 4;
    private static final int PARAMETER_HEADER = 4;

    private final Crc32c crc = new Crc32c();
    private final byte[] buf;
    private int at;

    /**
     * A writer of packets up to {@code maxPacketBytes}.
     *
     * @param maxPacketBytes a multiple of four
     */
    public SctpWriter(int maxPacketBytes) {
        this.buf = new byte[maxPacketBytes];
    }

    /** Starts a packet. */
    public SctpWriter begin(int sourcePort, int destinationPort, int tag) {
        put16(buf, 0, sourcePort);
        put16(buf, 2, destinationPort);
        put32(buf, 4, tag);
        at = Sctp.HEADER_BYTES;
        return this;
    }

    /** Bytes that are left for chunks. */
    public int room() {
        return buf.length - at;
    }

    /** Whether no chunk was written since {@link #begin}. */
    public boolean isEmpty() {
        return at == Sctp.HEADER_BYTES;
    }

    /** The packet with its checksum; an allocation. */
    public byte[] finish() {
        put32(buf, 8, crc.of(buf, 0, at));
        return Arrays.copyOf(buf, at);
    }

    /** Immutable. Where a DATA chunk belongs; {@code flags} of {@link Sctp}. */
    public record DataHeader(int flags, int tsn, int stream, int ssn, int ppid) {}

    public SctpWriter data(DataHeader header, byte[] message, int off, int len) {
        int chunk = chunk(Sctp.DATA, header.flags(), Sctp.DATA_HEADER_BYTES + len);
        put32(buf, chunk + 4, header.tsn());
        put16(buf, chunk + 8, header.stream());
        put16(buf, chunk + 10, header.ssn());
        put32(buf, chunk + 12, header.ppid());
        System.arraycopy(message, off, buf, chunk + Sctp.DATA_HEADER_BYTES, len);
        return this;
    }

    /** Immutable. The fixed part of INIT and INIT-ACK (RFC 9260 section 3.3.2). */
    public record InitHeader(
            int tag, int window, int outgoingStreams, int incomingStreams, int tsn) {}

    public SctpWriter init(InitHeader header) {
        int chunk = chunk(Sctp.INIT, 0, 20 + extensionBytes());
        initBody(chunk, header);
        extensions(chunk + 20);
        return this;
    }

    public SctpWriter initAck(InitHeader header, byte[] cookie) {
        int cookieBytes = PARAMETER_HEADER + cookie.length;
        int chunk = chunk(Sctp.INIT_ACK, 0, 20 + extensionBytes() + cookieBytes);
        initBody(chunk, header);
        int parameter = extensions(chunk + 20);
        put16(buf, parameter, Sctp.STATE_COOKIE);
        put16(buf, parameter + 2, cookieBytes);
        System.arraycopy(cookie, 0, buf, parameter + PARAMETER_HEADER, cookie.length);
        return this;
    }

    private void initBody(int chunk, InitHeader header) {
        put32(buf, chunk + 4, header.tag());
        put32(buf, chunk + 8, header.window());
        put16(buf, chunk + 12, header.outgoingStreams());
        put16(buf, chunk + 14, header.incomingStreams());
        put32(buf, chunk + 16, header.tsn());
    }

    private static int extensionBytes() {
        return 4 + padded(PARAMETER_HEADER + 2);
    }

    private int extensions(int parameter) {
        put16(buf, parameter, Sctp.FORWARD_TSN_SUPPORTED);
        put16(buf, parameter + 2, PARAMETER_HEADER);
        put16(buf, parameter + 4, Sctp.SUPPORTED_EXTENSIONS);
        put16(buf, parameter + 6, PARAMETER_HEADER + 2);
        put8(buf, parameter + 8, Sctp.FORWARD_TSN);
        put8(buf, parameter + 9, Sctp.RE_CONFIG);
        put16(buf, parameter + 10, 0);
        return parameter + extensionBytes();
    }

    /**
     * Tells what came.
     *
     * @param gaps pairs of first and last distance from {@code tsn}
     * @param gapCount pairs that count
     */
    public SctpWriter sack(int tsn, int window, int[] gaps, int gapCount, int[] duplicates) {
        int chunk = chunk(Sctp.SACK, 0, 16 + 4 * (gapCount + duplicates.length));
        put32(buf, chunk + 4, tsn);
        put32(buf, chunk + 8, window);
        put16(buf, chunk + 12, gapCount);
        put16(buf, chunk + 14, duplicates.length);
        int next = chunk + 16;
        for (int i = 0; i < 2 * gapCount; i++) {
            put16(buf, next, gaps[i]);
            next += 2;
        }
        for (int duplicate : duplicates) {
            put32(buf, next, duplicate);
            next += 4;
        }
        return this;
    }

    /** Tells that nothing up to {@code tsn} will come any more: pairs of stream and SSN for the ordered ones. */
    public SctpWriter forwardTsn(int tsn, int[] skips, int skipCount) {
        int chunk = chunk(Sctp.FORWARD_TSN, 0, 8 + 4 * skipCount);
        put32(buf, chunk + 4, tsn);
        for (int i = 0; i < 2 * skipCount; i++) {
            put16(buf, chunk + 8 + 2 * i, skips[i]);
        }
        return this;
    }

    /** A chunk whose value is these bytes, such as an echoed cookie or heartbeat. */
    public SctpWriter plain(int type, byte[] value) {
        int chunk = chunk(type, 0, CHUNK_HEADER + value.length);
        System.arraycopy(value, 0, buf, chunk + CHUNK_HEADER, value.length);
        return this;
    }

    public SctpWriter heartbeat(byte[] info) {
        int chunk = chunk(Sctp.HEARTBEAT, 0, CHUNK_HEADER + PARAMETER_HEADER + info.length);
        put16(buf, chunk + 4, Sctp.HEARTBEAT_INFO);
        put16(buf, chunk + 6, PARAMETER_HEADER + info.length);
        System.arraycopy(info, 0, buf, chunk + 8, info.length);
        return this;
    }

    public SctpWriter shutdown(int tsn) {
        int chunk = chunk(Sctp.SHUTDOWN, 0, 8);
        put32(buf, chunk + 4, tsn);
        return this;
    }

    /** ABORT or ERROR with one cause; the text is for the reader of a trace. */
    public SctpWriter cause(int type, int cause, String text) {
        byte[] words = text.getBytes(StandardCharsets.US_ASCII);
        int chunk = chunk(type, 0, CHUNK_HEADER + 4 + words.length);
        put16(buf, chunk + 4, cause);
        put16(buf, chunk + 6, 4 + words.length);
        System.arraycopy(words, 0, buf, chunk + 8, words.length);
        return this;
    }

    public SctpWriter reset(ResetParameter.Outgoing outgoing) {
        int length = 16 + 2 * outgoing.streams().length;
        int parameter = chunk(Sctp.RE_CONFIG, 0, CHUNK_HEADER + length) + CHUNK_HEADER;
        put16(buf, parameter, Sctp.RESET_OUTGOING);
        put16(buf, parameter + 2, length);
        put32(buf, parameter + 4, outgoing.request());
        put32(buf, parameter + 8, outgoing.response());
        put32(buf, parameter + 12, outgoing.lastTsn());
        for (int i = 0; i < outgoing.streams().length; i++) {
            put16(buf, parameter + 16 + 2 * i, outgoing.streams()[i]);
        }
        return this;
    }

    public SctpWriter reset(ResetParameter.Response response) {
        int parameter = chunk(Sctp.RE_CONFIG, 0, CHUNK_HEADER + 12) + CHUNK_HEADER;
        put16(buf, parameter, Sctp.RESET_RESPONSE);
        put16(buf, parameter + 2, 12);
        put32(buf, parameter + 4, response.request());
        put32(buf, parameter + 8, response.result());
        return this;
    }

    /** Opens a chunk of this length with its header, and pads it with zeros. */
    private int chunk(int type, int flags, int length) {
        int chunk = at;
        at += padded(length);
        if (at > buf.length) {
            throw new IllegalStateException("a chunk of " + length + " bytes does not fit");
        }
        put8(buf, chunk, type);
        put8(buf, chunk + 1, flags);
        put16(buf, chunk + 2, length);
        Arrays.fill(buf, chunk + length, at, (byte) 0);
        return chunk;
    }
}
