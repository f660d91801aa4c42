package io.mitalk.wire.sctp;

/** Thread-safe (no state). Serial number arithmetic (RFC 1982, RFC 9260 section 1.6) for numbers that wrap. */
public final class Serial {

    private Serial() {}

    /** Whether the 32-bit number {@code a} comes before {@code b}. */
    public static boolean before(int a, int b) {
        return a - b < 0;
    }

    /** The number without wrapping that is closest to {@code near} and ends in these 32 bits. */
    public static long extend(long near, int number) {
        return near + (number - (int) near);
    }
}
