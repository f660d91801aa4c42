/**
 * SCTP over DTLS and the data channels on it (RFC 9260, RFC 8831, RFC 8832). An association is a state machine without
 * threads or timers of its own: packets and the time come in, packets and messages go out, and whoever owns it asks
 * when it wants to be called again. Invariants: what a peer can make us keep is bounded by {@code SctpSettings};
 * nothing a peer sends throws; a message of a reliable ordered channel is delivered once and in its order. Start
 * reading at {@link io.mitalk.media.sctp.DataChannels}, then {@link io.mitalk.media.sctp.Association}.
 */
@NullMarked
package io.mitalk.media.sctp;

import org.jspecify.annotations.NullMarked;
