package io.mitalk.wire.rtcp;

/**
 * Thread-safe (no state). Time stamps of reports (RFC 3550 section 4): 32 bits of seconds since 1900, 32 of fraction.
 */
public final class NtpTime {

    /** Seconds from 1900 to 1970, leap days included. */
    private static final long EPOCH_SECONDS = 2_208_988_800L;

    private NtpTime() {}

    /** The 64-bit stamp of a time in milliseconds since 1970. */
    public static long ofEpochMs(long epochMs) {
        long seconds = Math.floorDiv(epochMs, 1000L) + EPOCH_SECONDS;
        return seconds << 32 | (Math.floorMod(epochMs, 1000L) << 32) / 1000;
    }

    /** Milliseconds since 1970 of a 64-bit stamp of NTP's era 0 (until 2036), rounded. */
    public static long toEpochMs(long ntp) {
        long seconds = (ntp >>> 32) - EPOCH_SECONDS;
        return seconds * 1000 + (((ntp & 0xFFFF_FFFFL) * 1000 + 0x8000_0000L) >>> 32);
    }

    /** The middle 32 bits, which report blocks send back as LSR; a unit is 1/65,536 s. */
    public static int middle(long ntp) {
        return (int) (ntp >>> 16);
    }

    /**
     * The round trip that a report block tells (RFC 3550 section 6.4.1).
     *
     * @param arrivedNtp when the report arrived
     * @param lastSr its LSR; 0 means that its sender has seen no sender report
     * @param delaySinceLastSr its DLSR in 1/65,536 s
     * @return milliseconds, -1 when it cannot be told
     */
    public static long roundTripMs(long arrivedNtp, int lastSr, int delaySinceLastSr) {
        if (lastSr == 0) {
            return -1;
        }
        int units = middle(arrivedNtp) - lastSr - delaySinceLastSr;
        return units < 0 ? -1 : (units * 1000L) >> 16;
    }
}
