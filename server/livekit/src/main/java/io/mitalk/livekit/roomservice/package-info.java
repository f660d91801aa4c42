/**
 * The server API: what programs with an operator's key ask of rooms, over Twirp. Start reading at {@link
 * io.mitalk.livekit.roomservice.RoomService}.
 */
@NullMarked
package io.mitalk.livekit.roomservice;

import org.jspecify.annotations.NullMarked;
