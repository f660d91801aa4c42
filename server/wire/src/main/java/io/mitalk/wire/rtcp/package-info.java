/**
 * RTCP (RFC 3550 section 6) with generic NACK (RFC 4585), as it stands before SRTCP protects or after it unprotects it.
 * {@link io.mitalk.wire.rtcp.RtcpView} walks a compound, {@link io.mitalk.wire.rtcp.RtcpWriter} builds one,
 * {@link io.mitalk.wire.rtcp.NtpTime} turns milliseconds into the time stamps of reports.
 *
 * <p>Start reading at {@link io.mitalk.wire.rtcp.RtcpView}.
 */
@NullMarked
package io.mitalk.wire.rtcp;

import org.jspecify.annotations.NullMarked;
