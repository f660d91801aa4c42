package io.mitalk.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Thread-safe (no state). Reads and writes numbers in network byte order at any, also unaligned, offset of an array.
 * Each call is one load or store; an index outside the array is the caller's bug and throws.
 */
public final class BigEndian {

    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    /** 8 bits, 0 to 255. */
    public static int u8(byte[] buf, int at) {
        return buf[at] & 0xFF;
    }

    /** 16 bits, 0 to 65,535. */
    public static int u16(byte[] buf, int at) {
        return (short) SHORT.get(buf, at) & 0xFFFF;
    }

    /** 24 bits, 0 to 16,777,215. */
    public static int u24(byte[] buf, int at) {
        return u8(buf, at) << 16 | u16(buf, at + 1);
    }

    /** 32 bits as they are; the upper half of the range reads as negative (SSRCs are kept this way). */
    public static int i32(byte[] buf, int at) {
        return (int) INT.get(buf, at);
    }

    /** 32 bits, 0 to 2^32 - 1. */
    public static long u32(byte[] buf, int at) {
        return (int) INT.get(buf, at) & 0xFFFF_FFFFL;
    }

    /** 64 bits as they are. */
    public static long i64(byte[] buf, int at) {
        return (long) LONG.get(buf, at);
    }

    /** Writes the low 8 bits. */
    public static void put8(byte[] buf, int at, int value) {
        buf[at] = (byte) value;
    }

    /** Writes the low 16 bits. */
    public static void put16(byte[] buf, int at, int value) {
        SHORT.set(buf, at, (short) value);
    }

    /** Writes the low 24 bits. */
    public static void put24(byte[] buf, int at, int value) {
        put8(buf, at, value >> 16);
        put16(buf, at + 1, value);
    }

    /** Writes 32 bits. */
    public static void put32(byte[] buf, int at, int value) {
        INT.set(buf, at, value);
    }

    /** Writes 64 bits. */
    public static void put64(byte[] buf, int at, long value) {
        LONG.set(buf, at, value);
    }
}
