/**
 * STUN Binding messages as ICE uses them (RFC 8489 and RFC 8445): what arrives first on every transport, and what keeps
 * its consent alive.
 *
 * <p>Start reading at {@link io.mitalk.wire.stun.StunView}: an ICE-lite agent wraps a datagram, looks its transport up
 * by the local half of the USERNAME, checks the integrity with that transport's
 * {@link io.mitalk.wire.stun.ShortTermKey}, and lets {@link io.mitalk.wire.stun.StunWriter} answer.
 */
@NullMarked
package io.mitalk.wire.stun;

import org.jspecify.annotations.NullMarked;
