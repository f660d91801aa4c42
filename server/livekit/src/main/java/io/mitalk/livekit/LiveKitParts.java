package io.mitalk.livekit;

import io.micrometer.core.instrument.MeterRegistry;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;

/** Immutable. What {@link LiveKit} is given from outside. */
public record LiveKitParts(
        Clock clock, Randomness randomness, Threads threads, MeterRegistry meters) {}
