package io.mitalk.social.room;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.social.floor.FloorKeys;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of rooms. */
public final class RoomKeys {

    public static final Key<Integer> STAGE_MAX =
            Key.integer("room.stage.max", 16, 1, 50, "seats of a stage, the moderator's included");

    public static final Key<Integer> COHOSTS_MAX =
            Key.integer("room.cohosts.max", 4, 0, 4, "co-hosts that one stage may have");

    public static final Key<Integer> AUDIENCE_MAX =
            Key.integer(
                    "room.audience.max",
                    8_000,
                    1,
                    1_000_000,
                    "people in one audience, guests included");

    public static final Key<Integer> HANDS_MAX =
            Key.integer("room.hands.max", 100, 1, 10_000, "hands that may be up in one room");

    public static final Key<Integer> HANDS_PER_MINUTE =
            Key.integer(
                    "room.hands.per-minute",
                    12,
                    1,
                    1_000_000,
                    "times in a minute that one member may raise a hand");

    public static final Key<Integer> OPEN_MAX =
            Key.integer("room.open.max", 3, 1, 1_000, "rooms that one member may keep open");

    public static final Key<Duration> TICKET =
            Key.duration(
                    "room.ticket",
                    Duration.ofSeconds(30),
                    "how long a place is held for who was let in and is not connected yet");

    public static final Key<Duration> OFFER =
            Key.duration("room.offer", Duration.ofSeconds(60), "how long an offer to speak stands");

    public static final Key<Duration> COHOST_AFTER =
            Key.duration(
                    "room.handover.cohost",
                    Duration.ofSeconds(4),
                    "when a co-host takes over from a moderator whose connection is lost");

    public static final Key<Duration> SPEAKER_AFTER =
            Key.duration(
                    "room.handover.speaker",
                    Duration.ofSeconds(30),
                    "when the longest-standing speaker takes over where there is no co-host");

    public static final Key<Duration> EMPTY =
            Key.duration("room.empty", Duration.ofSeconds(60), "when a room without people ends");

    public static final Key<Duration> AWAY =
            Key.duration(
                    "room.away",
                    Duration.ofSeconds(30),
                    "how long the seat and the hand of somebody who is gone are kept");

    public static final Key<Integer> GUEST_JOINS =
            Key.integer(
                    "room.guest-joins-per-minute",
                    120,
                    1,
                    1_000_000,
                    "times in a minute that people without an account may join rooms from one source");

    public static final Key<Duration> GUEST_BAR =
            Key.duration(
                    "room.guest-bar",
                    Duration.ofMinutes(30),
                    "how long nobody new may join a room without an account from where a removed guest came");

    public static final Key<Integer> SUB_ROOMS_MAX =
            Key.integer("room.sub-rooms.max", 8, 0, 50, "sub-rooms that one room may have");

    public static final Key<Duration> QUIET_ASK =
            Key.duration(
                    "room.quiet.ask",
                    Duration.ofMinutes(5),
                    "how long nobody may speak in a live room until its hosts are asked whether it is over");

    public static final Key<Duration> QUIET_END =
            Key.duration(
                    "room.quiet.end",
                    Duration.ofMinutes(10),
                    "how long until it ends by itself; never while only one person is there");

    public static final Key<Integer> PASSES_MAX =
            Key.integer(
                    "room.passes.max",
                    5,
                    0,
                    1_000,
                    "speaker passes of one room that nobody has used yet; 0 for none");

    public static final Key<Duration> PASS =
            Key.duration(
                    "room.pass",
                    Duration.ofHours(24),
                    "how long a speaker pass is good, at most until its room ends");

    public static final Key<Duration> SPEECH_KEEP =
            Key.duration(
                    "room.speech-keep",
                    Duration.ofDays(90),
                    "how long after a room's end it is kept when each one spoke, to the tenth of a second");

    public static final List<Key<?>> ALL =
            List.of(
                    STAGE_MAX,
                    COHOSTS_MAX,
                    AUDIENCE_MAX,
                    HANDS_MAX,
                    HANDS_PER_MINUTE,
                    OPEN_MAX,
                    TICKET,
                    OFFER,
                    COHOST_AFTER,
                    SPEAKER_AFTER,
                    EMPTY,
                    AWAY,
                    GUEST_JOINS,
                    GUEST_BAR,
                    SUB_ROOMS_MAX,
                    QUIET_ASK,
                    QUIET_END,
                    PASSES_MAX,
                    PASS,
                    SPEECH_KEEP);

    private RoomKeys() {}

    /** The settings that the configuration says. */
    public static RoomSettings settings(Config config) {
        return new RoomSettings(
                config.get(STAGE_MAX),
                config.get(COHOSTS_MAX),
                config.get(AUDIENCE_MAX),
                config.get(HANDS_MAX),
                config.get(HANDS_PER_MINUTE),
                config.get(OPEN_MAX),
                config.get(TICKET),
                config.get(OFFER),
                config.get(COHOST_AFTER),
                config.get(SPEAKER_AFTER),
                config.get(EMPTY),
                config.get(AWAY),
                config.get(GUEST_JOINS),
                config.get(GUEST_BAR),
                config.get(SUB_ROOMS_MAX),
                config.get(QUIET_ASK),
                config.get(QUIET_END),
                config.get(PASSES_MAX),
                config.get(PASS),
                config.get(SPEECH_KEEP),
                FloorKeys.settings(config));
    }
}
