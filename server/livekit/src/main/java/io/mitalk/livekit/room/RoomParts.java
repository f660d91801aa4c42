package io.mitalk.livekit.room;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.data.DataCounters;
import io.mitalk.livekit.token.Admission;
import io.mitalk.media.sfu.Sfu;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What rooms are given from outside.
 *
 * @param observer is told of every room
 * @param events is told what programs outside may know; called on a room's queue, which waits for it. Null: nobody is,
 *     and nothing is worded
 * @param data counts what becomes of data messages
 */
public record RoomParts(
        Sfu sfu,
        Admission admission,
        Clock clock,
        Randomness randomness,
        Threads threads,
        RoomObserver observer,
        @Nullable Consumer<RoomEvent> events,
        DataCounters data) {}
