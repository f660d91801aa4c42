package io.mitalk.wire.sctp;

import static io.mitalk.wire.BigEndian.i32;
import static io.mitalk.wire.BigEndian.u16;

import org.jspecify.annotations.Nullable;

/** Immutable. A parameter of RE-CONFIG (RFC 6525 section 4): what is asked about streams, or what came of it. */
public sealed interface ResetParameter {

    /**
     * The sender starts these outgoing streams of its own anew, once everything up to {@code lastTsn} has come.
     *
     * @param streams none means all
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Outgoing(int request, int response, int lastTsn, int[] streams)
            implements ResetParameter {}

    /** The sender asks us to start these streams of ours anew. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Incoming(int request, int[] streams) implements ResetParameter {}

    /** What came of our request. */
    record Response(int request, int result) implements ResetParameter {}

    /** Reads the parameter of {@code length} bytes at {@code at}, its own header included. */
    static @Nullable ResetParameter read(byte[] buf, int at, int length) {
        return switch (u16(buf, at)) {
            case Sctp.RESET_OUTGOING ->
                    length < 16
                            ? null
                            : new Outgoing(
                                    i32(buf, at + 4),
                                    i32(buf, at + 8),
                                    i32(buf, at + 12),
                                    streams(buf, at + 16, at + length));
            case Sctp.RESET_INCOMING ->
                    length < 8
                            ? null
                            : new Incoming(i32(buf, at + 4), streams(buf, at + 8, at + length));
            case Sctp.RESET_RESPONSE ->
                    length < 12 ? null : new Response(i32(buf, at + 4), i32(buf, at + 8));
            default -> null;
        };
    }

    private static int[] streams(byte[] buf, int from, int to) {
        var streams = new int[(to - from) / 2];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = u16(buf, from + 2 * i);
        }
        return streams;
    }
}
