package io.mitalk.livekit;

import io.micrometer.core.instrument.MeterRegistry;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.room.RoomObserver;

/**
 * Immutable. What {@link LiveKit} is given from outside.
 *
 * @param observer is told of everything that happens in the rooms
 */
public record LiveKitParts(
        Clock clock,
        Randomness randomness,
        Threads threads,
        MeterRegistry meters,
        RoomObserver observer) {}
