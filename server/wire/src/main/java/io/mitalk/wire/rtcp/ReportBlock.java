package io.mitalk.wire.rtcp;

/**
 * Immutable. What a receiver tells about one source (RFC 3550 section 6.4.1).
 *
 * @param ssrc the source
 * @param fractionLost since the last report, in 1/256, 0 to 255
 * @param cumulativeLost since the start, clamped to 24 bits with sign
 * @param highestSequence with its rollovers in the upper 16 bits
 * @param jitter in ticks of the stream's clock
 * @param lastSr {@link NtpTime#middle} of the last sender report, 0 before the first
 * @param delaySinceLastSr in 1/65,536 s, 0 before the first
 */
public record ReportBlock(
        int ssrc,
        int fractionLost,
        int cumulativeLost,
        int highestSequence,
        int jitter,
        int lastSr,
        int delaySinceLastSr) {}
