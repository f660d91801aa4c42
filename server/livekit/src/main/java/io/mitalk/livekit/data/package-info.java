/**
 * Data messages between the participants of a room (the LiveKit protocol's {@code DataPacket}): who may send, to whom a
 * message goes, what is kept for those who are not ready, and what a sender may ask of everybody else. Owned by the
 * room's queue. Invariants: a packet leaves with its true sender and with whatever else it carried untouched; it is
 * serialised once for all receivers; a slow receiver slows its senders and in the end loses its own place, nobody
 * else's. Start reading at {@link io.mitalk.livekit.data.DataRouter}.
 */
@NullMarked
package io.mitalk.livekit.data;

import org.jspecify.annotations.NullMarked;
