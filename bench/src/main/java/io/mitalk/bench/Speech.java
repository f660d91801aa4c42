package io.mitalk.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Thread-safe (no state). A frame of the load: a table-of-contents byte of Opus (RFC 6716 section 3.1: SILK, wideband,
 * 20 ms), its number and the moment it was made, padded to the size of ordinary speech.
 */
final class Speech {

    static final int PAYLOAD_BYTES = 80;
    static final int PACKET_MS = 20;

    private static final byte TOC = 9 << 3;
    private static final int NUMBER_AT = 1;
    private static final int MOMENT_AT = 5;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Speech() {}

    static byte[] frame(int number, long nowNs) {
        var payload = new byte[PAYLOAD_BYTES];
        payload[0] = TOC;
        INT.set(payload, NUMBER_AT, number);
        LONG.set(payload, MOMENT_AT, nowNs);
        return payload;
    }

    static int number(byte[] buf, int payloadOffset) {
        return (int) INT.get(buf, payloadOffset + NUMBER_AT);
    }

    static long madeNs(byte[] buf, int payloadOffset) {
        return (long) LONG.get(buf, payloadOffset + MOMENT_AT);
    }
}
