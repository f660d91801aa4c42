package io.mitalk.social.room;

import io.mitalk.db.Database;
import io.mitalk.db.Deadlines;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.realtime.Hub;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.action.Actions;
import io.mitalk.social.topic.Topics;
import java.util.function.Function;

/** Immutable. What rooms are made with; {@code secrets} are 32 bytes of the data folder by name. */
public record RoomParts(
        Database database,
        Deadlines deadlines,
        Uuid7 ids,
        Clock clock,
        Randomness randomness,
        Threads threads,
        Hub hub,
        Accounts accounts,
        Actions actions,
        Topics topics,
        StagePort stage,
        Function<String, byte[]> secrets) {}
