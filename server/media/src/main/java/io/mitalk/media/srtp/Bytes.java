package io.mitalk.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Thread-safe. Big-endian numbers in byte arrays, and comparison in constant time. */
final class Bytes {

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    static int getUnsignedShort(byte[] buf, int off) {
        return ((buf[off] & 0xff) << 8) | (buf[off + 1] & 0xff);
    }

    static int getInt(byte[] buf, int off) {
        return (int) INT.get(buf, off);
    }

    static void putInt(byte[] buf, int off, int value) {
        INT.set(buf, off, value);
    }

    static long getLong(byte[] buf, int off) {
        return (long) LONG.get(buf, off);
    }

    static void putLong(byte[] buf, int off, long value) {
        LONG.set(buf, off, value);
    }

    /** Whether {@code length} bytes are the same; takes as long for a late difference as for an early one. */
    static boolean same(byte[] a, int aOff, byte[] b, int bOff, int length) {
        int difference = 0;
        for (int i = 0; i < length; i++) {
            difference |= a[aOff + i] ^ b[bOff + i];
        }
        return difference == 0;
    }
}
