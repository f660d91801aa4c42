/**
 * The signalling sockets of the LiveKit protocol: who may open one, what its messages mean. Start reading at {@link
 * io.mitalk.livekit.signal.RtcRoutes}.
 */
@NullMarked
package io.mitalk.livekit.signal;

import org.jspecify.annotations.NullMarked;
