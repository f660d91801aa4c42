package io.mitalk.social.question;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.social.floor.FloorKeys;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of questions. */
public final class QuestionKeys {

    public static final Key<Integer> PER_MINUTE =
            Key.integer(
                    "question.per-minute",
                    6,
                    1,
                    1_000_000,
                    "times in a minute that one member may ask");

    public static final Key<Integer> OPEN_OF_ONE =
            Key.integer(
                    "question.open-of-one",
                    3,
                    1,
                    1_000,
                    "questions of one member that wait in one room");

    public static final Key<Integer> OPEN_OF_ROOM =
            Key.integer("question.open-of-room", 100, 1, 150, "questions that wait in one room");

    public static final Key<Integer> CHARACTERS =
            Key.integer("question.characters", 280, 20, 400, "length of a question at most");

    public static final Key<Integer> SECONDS =
            Key.integer("question.seconds", 30, 1, 300, "length of a spoken question at most");

    public static final Key<Integer> ANSWER_SECONDS =
            Key.integer(
                    "question.answer-seconds",
                    120,
                    1,
                    600,
                    "length of an answer that is recorded after the room at most");

    public static final Key<Integer> RECORDING_KIB =
            Key.integer(
                    "question.recording-kib",
                    17,
                    2,
                    64,
                    "size of a second of a recorded question or answer at most, in KiB");

    public static final Key<Integer> LEFT =
            Key.integer(
                    "question.left",
                    5,
                    0,
                    50,
                    "unanswered questions that a room leaves to its speakers when it ends");

    public static final Key<Duration> ANSWER_WITHIN =
            Key.duration(
                    "question.answer-within",
                    Duration.ofDays(7),
                    "how long after the end such a question may be answered");

    public static final Key<Integer> NOTES_PER_MINUTE =
            Key.integer(
                    "question.notes-per-minute",
                    4,
                    1,
                    1_000_000,
                    "times in a minute that one member may send the stage a note");

    public static final Key<Integer> NOTES_OF_ONE =
            Key.integer(
                    "question.notes-of-one",
                    2,
                    1,
                    1_000,
                    "notes of one member that wait in one room");

    public static final Key<Integer> NOTES_OF_ROOM =
            Key.integer("question.notes-of-room", 100, 1, 1_000, "notes that wait in one room");

    public static final Key<Duration> NOTE_SHOWN =
            Key.duration(
                    "question.note-shown",
                    Duration.ofSeconds(30),
                    "how long a written note stays on air");

    public static final List<Key<?>> ALL =
            List.of(
                    PER_MINUTE,
                    OPEN_OF_ONE,
                    OPEN_OF_ROOM,
                    CHARACTERS,
                    SECONDS,
                    ANSWER_SECONDS,
                    RECORDING_KIB,
                    LEFT,
                    ANSWER_WITHIN,
                    NOTES_PER_MINUTE,
                    NOTES_OF_ONE,
                    NOTES_OF_ROOM,
                    NOTE_SHOWN);

    private QuestionKeys() {}

    /** The settings that the configuration says. */
    public static QuestionSettings settings(Config config) {
        return new QuestionSettings(
                config.get(PER_MINUTE),
                config.get(OPEN_OF_ONE),
                config.get(OPEN_OF_ROOM),
                config.get(CHARACTERS),
                new QuestionSettings.Recording(
                        config.get(SECONDS),
                        config.get(ANSWER_SECONDS),
                        config.get(RECORDING_KIB) * 1024),
                config.get(LEFT),
                config.get(ANSWER_WITHIN),
                config.get(FloorKeys.SAME_VOICE),
                new NoteSettings(
                        config.get(NOTES_PER_MINUTE),
                        config.get(NOTES_OF_ONE),
                        config.get(NOTES_OF_ROOM),
                        config.get(NOTE_SHOWN)));
    }
}
