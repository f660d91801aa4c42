package io.mitalk.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Thread-safe (no state). A packet of the load: a table-of-contents byte of Opus (RFC 6716 section 3.1: SILK, wideband,
 * one frame of 20 ms) and a frame of the size of ordinary speech, which names its speaker, its number and the moment it
 * was made. A server may merge frames; each keeps its bytes.
 *
 * <pre>
 *   speaker (1) | number (4) | nanoseconds (8) | 0 …
 * </pre>
 */
final class Speech {

    static final int PAYLOAD_BYTES = 80;
    static final int FRAME_BYTES = PAYLOAD_BYTES - 1;
    static final int PACKET_MS = 20;

    private static final byte TOC = 9 << 3;
    private static final int NUMBER_AT = 1;
    private static final int MOMENT_AT = 5;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Speech() {}

    /** The packet of one frame. */
    static byte[] packet(int speaker, int number, long nowNs) {
        var payload = new byte[PAYLOAD_BYTES];
        payload[0] = TOC;
        payload[1] = (byte) speaker;
        INT.set(payload, 1 + NUMBER_AT, number);
        LONG.set(payload, 1 + MOMENT_AT, nowNs);
        return payload;
    }

    /** Who speaks in the frame at {@code at}. */
    static int speaker(byte[] buf, int at) {
        return buf[at];
    }

    static int number(byte[] buf, int at) {
        return (int) INT.get(buf, at + NUMBER_AT);
    }

    static long madeNs(byte[] buf, int at) {
        return (long) LONG.get(buf, at + MOMENT_AT);
    }
}
