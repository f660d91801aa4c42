/**
 * RTP packets (RFC 3550) with header extensions (RFC 8285), as they stand before SRTP protects or after it unprotects
 * them. {@link io.mitalk.wire.rtp.RtpView} reads, {@link io.mitalk.wire.rtp.RtpHeader} writes,
 * {@link io.mitalk.wire.rtp.ExtSeq} gives sequence numbers that do not wrap.
 *
 * <p>Start reading at {@link io.mitalk.wire.rtp.RtpView}.
 */
@NullMarked
package io.mitalk.wire.rtp;

import org.jspecify.annotations.NullMarked;
