/**
 * Channels over WebSockets: what a transaction changed reaches every page and bot that shows it. Invariants: the
 * database is the truth and an event only a hint; a client that lost events ends in the same state; nobody hears of a
 * channel that {@link io.mitalk.realtime.ChannelSource#maySee} refuses. Start reading at {@link
 * io.mitalk.realtime.Hub}; the protocol is api/realtime.yaml, its reasons docs/adr/0004-channel-state.md.
 */
@NullMarked
package io.mitalk.realtime;

import org.jspecify.annotations.NullMarked;
