package io.mitalk.social;

import io.micrometer.core.instrument.MeterRegistry;
import io.mitalk.blob.Shelf;
import io.mitalk.db.Database;
import io.mitalk.db.Deadlines;
import io.mitalk.db.Outbox;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.realtime.Hub;
import io.mitalk.social.replay.RecorderPort;
import io.mitalk.social.room.StagePort;
import java.util.function.Function;

/**
 * Immutable. What the nouns are given from outside.
 *
 * @param deadlines not begun yet, so that nouns can say what they carry out
 * @param outbox not begun yet, likewise
 * @param stage the media plane, which knows no rooms yet
 * @param recorder writes voices, and writes none yet
 * @param secrets 32 secret bytes of the data folder by name, the same at every start
 */
public record SocialParts(
        Database database,
        Deadlines deadlines,
        Outbox outbox,
        Hub hub,
        Shelf shelf,
        StagePort stage,
        RecorderPort recorder,
        Clock clock,
        Randomness randomness,
        Threads threads,
        MeterRegistry meters,
        Function<String, byte[]> secrets) {}
