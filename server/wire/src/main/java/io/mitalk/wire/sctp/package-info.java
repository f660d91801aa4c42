/**
 * SCTP as it travels inside DTLS (RFC 9260, RFC 8261) with the extensions that data channels use: partial reliability
 * (RFC 3758), stream reset (RFC 6525) and the channel establishment protocol (RFC 8832).
 * {@link io.mitalk.wire.sctp.SctpView} walks the chunks of a packet, {@link io.mitalk.wire.sctp.SctpWriter} builds one,
 * {@link io.mitalk.wire.sctp.DcepOpen} is the message that opens a channel.
 *
 * <p>Start reading at {@link io.mitalk.wire.sctp.SctpView}.
 */
@NullMarked
package io.mitalk.wire.sctp;

import org.jspecify.annotations.NullMarked;
