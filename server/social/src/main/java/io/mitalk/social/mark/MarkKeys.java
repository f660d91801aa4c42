package io.mitalk.social.mark;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of marks, reactions, pins and comments. */
public final class MarkKeys {

    public static final Key<Duration> REACTION_ONCE =
            Key.duration(
                    "mark.reaction-once",
                    Duration.ofSeconds(3),
                    "the same reaction of one person counts once in so long");

    public static final Key<Duration> REACTION_WINDOW =
            Key.duration(
                    "mark.reaction-window",
                    Duration.ofSeconds(10),
                    "reactions of so long are shown together");

    public static final Key<Integer> FLAG_PEOPLE =
            Key.integer(
                    "mark.flag-people",
                    3,
                    1,
                    1_000,
                    "people who must ask for a source before the speaker is told");

    public static final Key<Duration> FLAG_WITHIN =
            Key.duration(
                    "mark.flag-within", Duration.ofSeconds(20), "how close together they must ask");

    public static final Key<Duration> FLAG_QUIET =
            Key.duration(
                    "mark.flag-quiet",
                    Duration.ofHours(24),
                    "how long only the speaker sees that a source was asked for");

    public static final Key<Integer> MERGE_PEOPLE =
            Key.integer(
                    "mark.merge-people",
                    2,
                    1,
                    1_000,
                    "people who must mark the same moment before it stands in the minutes");

    public static final Key<Duration> MERGE_WITHIN =
            Key.duration(
                    "mark.merge-within",
                    Duration.ofSeconds(15),
                    "marks that are closer than this are of the same moment");

    public static final Key<Integer> MARKS_MAX =
            Key.integer("mark.marks-max", 200, 1, 10_000, "marks of one person in one room");

    public static final Key<Integer> PINS_MAX =
            Key.integer("mark.pins-max", 100, 1, 1_000, "pieces of evidence pinned in one room");

    public static final Key<Integer> FILE_KIB =
            Key.integer(
                    "mark.file-kib", 5_120, 1, 102_400, "size of a pinned file at most, in KiB");

    public static final Key<Integer> ROOM_FILES_KIB =
            Key.integer(
                    "mark.room-files-kib",
                    51_200,
                    1,
                    10_000_000,
                    "size of all files pinned in one room together, in KiB");

    public static final Key<Duration> FILE_KEEP =
            Key.duration(
                    "mark.file-keep",
                    Duration.ofDays(90),
                    "how long after a room's end its pinned files are kept");

    public static final Key<Duration> COMMENT_EVERY =
            Key.duration(
                    "mark.comment-every",
                    Duration.ofSeconds(3),
                    "how long one person waits between two comments");

    public static final Key<Duration> CATCH_UP_AFTER =
            Key.duration(
                    "mark.catch-up-after",
                    Duration.ofMinutes(3),
                    "who comes later than this after the start is told what was said");

    public static final List<Key<?>> ALL =
            List.of(
                    REACTION_ONCE,
                    REACTION_WINDOW,
                    FLAG_PEOPLE,
                    FLAG_WITHIN,
                    FLAG_QUIET,
                    MERGE_PEOPLE,
                    MERGE_WITHIN,
                    MARKS_MAX,
                    PINS_MAX,
                    FILE_KIB,
                    ROOM_FILES_KIB,
                    FILE_KEEP,
                    COMMENT_EVERY,
                    CATCH_UP_AFTER);

    private MarkKeys() {}

    /** The settings that the configuration says. */
    public static MarkSettings settings(Config config) {
        return new MarkSettings(
                config.get(REACTION_ONCE),
                config.get(REACTION_WINDOW),
                new MarkSettings.Flag(
                        config.get(FLAG_PEOPLE), config.get(FLAG_WITHIN), config.get(FLAG_QUIET)),
                new Merge(config.get(MERGE_PEOPLE), config.get(MERGE_WITHIN)),
                config.get(MARKS_MAX),
                config.get(PINS_MAX),
                new MarkSettings.Files(
                        config.get(FILE_KIB) << 10,
                        (long) config.get(ROOM_FILES_KIB) << 10,
                        config.get(FILE_KEEP)),
                config.get(COMMENT_EVERY),
                config.get(CATCH_UP_AFTER));
    }
}
