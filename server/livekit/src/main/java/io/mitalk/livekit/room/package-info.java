/**
 * Rooms as the LiveKit protocol sees them: who is there, what they publish, what they hear, what they are told.
 * Everything of a room is owned by its queue. Start reading at {@link io.mitalk.livekit.room.Room}.
 */
@NullMarked
package io.mitalk.livekit.room;

import org.jspecify.annotations.NullMarked;
