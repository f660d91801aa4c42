package io.mitalk.social.floor;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of the floor. */
public final class FloorKeys {

    public static final Key<Duration> BOX =
            Key.duration(
                    "floor.box",
                    Duration.ofMinutes(2),
                    "length of a turn where the room says nothing else");

    public static final Key<Duration> BOX_MIN =
            Key.duration(
                    "floor.box-min",
                    Duration.ofSeconds(30),
                    "shortest turn that a room may choose");

    public static final Key<Duration> BOX_MAX =
            Key.duration(
                    "floor.box-max", Duration.ofMinutes(10), "longest turn that a room may choose");

    public static final Key<Duration> GRACE =
            Key.duration(
                    "floor.grace",
                    Duration.ofSeconds(15),
                    "how long a speaker is heard after the end of the turn, before the server ends it");

    public static final Key<Duration> OFFER =
            Key.duration(
                    "floor.offer",
                    Duration.ofSeconds(20),
                    "how long a turn waits for the tap of somebody who is not on the stage yet");

    public static final Key<Duration> EXTENSION =
            Key.duration(
                    "floor.extension",
                    Duration.ofSeconds(60),
                    "what the audience's vote adds to a turn");

    public static final Key<Integer> EXTENSIONS =
            Key.integer(
                    "floor.extensions", 2, 0, 100, "how often the audience may extend one turn");

    public static final Key<Duration> VOTE =
            Key.duration(
                    "floor.vote", Duration.ofSeconds(10), "how long a vote on more time is open");

    public static final Key<Integer> VOTERS =
            Key.integer("floor.voters", 3, 1, 10_000, "fewest votes that can extend a turn");

    public static final Key<Integer> VOTE_PERCENT =
            Key.integer(
                    "floor.vote-percent", 60, 1, 100, "percent of the votes that must want more");

    public static final Key<Duration> SAME_VOICE =
            Key.duration(
                    "floor.same-voice",
                    Duration.ofMinutes(1),
                    "votes of people whom the same member let in are one when they are closer than this");

    public static final Key<Duration> LONGEST_WAIT =
            Key.duration(
                    "floor.longest-wait",
                    Duration.ofMinutes(15),
                    "after which nobody who came later speaks first in a balanced room");

    public static final Key<Integer> REST =
            Key.integer(
                    "floor.rest",
                    50,
                    0,
                    1_000,
                    "how long after a turn one cannot queue again, in percent of that turn");

    public static final Key<Duration> HOLD =
            Key.duration(
                    "floor.hold",
                    Duration.ofSeconds(3),
                    "how long a held microphone counts as held unless its client says so again");

    public static final List<Key<?>> ALL =
            List.of(
                    BOX,
                    BOX_MIN,
                    BOX_MAX,
                    GRACE,
                    OFFER,
                    EXTENSION,
                    EXTENSIONS,
                    VOTE,
                    VOTERS,
                    VOTE_PERCENT,
                    SAME_VOICE,
                    LONGEST_WAIT,
                    REST,
                    HOLD);

    private FloorKeys() {}

    /** The settings that the configuration says. */
    public static FloorSettings settings(Config config) {
        return new FloorSettings(
                config.get(BOX),
                config.get(BOX_MIN),
                config.get(BOX_MAX),
                config.get(GRACE),
                config.get(OFFER),
                config.get(EXTENSION),
                config.get(EXTENSIONS),
                config.get(VOTE),
                new Ballot(config.get(VOTERS), config.get(VOTE_PERCENT), config.get(SAME_VOICE)),
                config.get(LONGEST_WAIT),
                config.get(REST),
                config.get(HOLD));
    }
}
