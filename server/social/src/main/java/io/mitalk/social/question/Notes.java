package io.mitalk.social.question;

import io.mitalk.db.Deadlines;
import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Visitor;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.limit.KeyedLimiter;
import io.mitalk.kit.limit.Rate;
import io.mitalk.social.keep.Voice;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.RoomEdit;
import io.mitalk.social.room.RoomPart;
import io.mitalk.social.room.Rooms;
import io.mitalk.social.room.Visit;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thread-safe. Notes to the stage: anybody who is there sends one, the hosts alone see it, and one of them may put it
 * on air, for everybody at the same time.
 */
final class Notes implements RoomPart {

    private static final String NAME = "notes";
    private static final String OVER = "question.note-over";
    private static final String WAITING = "waiting";
    private static final String ON_AIR = "on-air";
    private static final int MAX_REMEMBERED = 10_000;

    private final NoteSettings settings;
    private final Questions questions;
    private final Deadlines deadlines;
    private final KeyedLimiter<UUID> sending;

    Notes(NoteSettings settings, Questions questions) {
        this.settings = settings;
        this.questions = questions;
        this.deadlines = questions.parts().deadlines();
        sending =
                new KeyedLimiter<>(
                        Rate.perMinute(settings.perMinute()),
                        MAX_REMEMBERED,
                        questions.parts().clock());
        questions.parts().rooms().add(this);
        deadlines.on(OVER, this::over);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable JsonNode state(Tx tx, Room room) {
        return room.ended() ? null : seen(tx, room.id());
    }

    @Override
    public void ended(RoomEdit edit) {
        takeOff(edit.tx(), edit.id());
        edit.say(this, NullNode.getInstance());
    }

    /** How many wait, which only hosts can open, and what is on air. */
    private ObjectNode seen(Tx tx, UUID room) {
        var seen = Json.mapper().createObjectNode();
        seen.put("waiting", NoteStore.in(tx, room, WAITING).size());
        var onAir = NoteStore.in(tx, room, ON_AIR);
        if (onAir.isEmpty()) {
            seen.putNull("onAir");
        } else {
            seen.set("onAir", Json.mapper().valueToTree(views(tx, onAir).getFirst()));
        }
        return seen;
    }

    private List<Note> views(Tx tx, List<NoteStore.Row> rows) {
        var people = new HashSet<UUID>();
        rows.forEach(row -> people.add(row.author()));
        var faces = questions.views().faces(tx, people);
        return rows.stream()
                .map(
                        row ->
                                new Note(
                                        row.id(),
                                        faces.of(row.author()),
                                        row.body().isEmpty() ? null : row.body(),
                                        row.voice() == null
                                                ? null
                                                : "/api/rooms/"
                                                        + row.room()
                                                        + "/notes/"
                                                        + row.id()
                                                        + "/voice",
                                        QuestionViews.seconds(row.voiceMs()),
                                        row.sentAt(),
                                        row.airedAt()))
                .toList();
    }

    /**
     * Sends a note.
     *
     * @throws ProblemRaised {@code note-invalid}, {@code too-many-notes}, {@code not-in-room},
     *     {@code too-many-requests}
     */
    Note send(UUID member, UUID room, String typed, @Nullable Voice voice) throws ProblemRaised {
        var text = questions.fitting(typed);
        if (voice == null && text == null) {
            throw QuestionProblems.NOTE_INVALID.raise();
        }
        if (!sending.take(member)) {
            throw Problem.tooSoon(sending.waitMs(member));
        }
        return change(
                member,
                room,
                "note-sent",
                (edit, visit) -> {
                    var tx = edit.tx();
                    refuseMore(tx, visit);
                    var row =
                            new NoteStore.Row(
                                    questions.parts().ids().next(),
                                    room,
                                    member,
                                    text == null ? "" : text,
                                    voice == null ? null : voice.blob(),
                                    voice == null ? null : voice.durationMs(),
                                    tx.now(),
                                    WAITING,
                                    null);
                    NoteStore.insert(tx, row);
                    edit.log(member, "note-sent", row.id().toString(), null);
                    edit.say(this, seen(tx, room));
                    return views(tx, List.of(row)).getFirst();
                });
    }

    /** Refuses early who may not send one, so that no sound of theirs is kept. */
    void maySend(Visitor visitor, UUID room) throws ProblemRaised {
        questions
                .parts()
                .database()
                .<ProblemRaised>run(
                        tx -> refuseMore(tx, questions.parts().rooms().visit(tx, room, visitor)));
    }

    private void refuseMore(Tx tx, Visit visit) throws ProblemRaised {
        visit.mustBeOpen();
        visit.mustBePresent();
        var account = visit.account();
        if (account == null) {
            throw Problem.NOT_SIGNED_IN.raise();
        }
        var waiting = NoteStore.waiting(tx, visit.room().id(), account);
        if (waiting.own() >= settings.openOfOne() || waiting.total() >= settings.openOfRoom()) {
            throw QuestionProblems.TOO_MANY_NOTES.raise();
        }
    }

    /** What waits, for the hosts. */
    List<Note> waiting(Visitor visitor, UUID room) throws ProblemRaised {
        return questions
                .parts()
                .database()
                .<List<Note>, ProblemRaised>read(
                        tx -> {
                            questions.parts().rooms().visit(tx, room, visitor).mustHost();
                            return views(tx, NoteStore.in(tx, room, WAITING));
                        });
    }

    /**
     * Puts a note on air; the one before it is over. A spoken one lasts as long as it plays, a written one for a while.
     *
     * @throws ProblemRaised {@code not-moderator}, {@code room-not-live}
     */
    void air(UUID member, UUID room, UUID note) throws ProblemRaised {
        change(
                member,
                room,
                "note-aired",
                (edit, visit) -> {
                    visit.mustHost();
                    if (edit.room().liveAt() == null) {
                        throw QuestionProblems.NOT_LIVE.raise();
                    }
                    var tx = edit.tx();
                    var row = require(tx, room, note);
                    takeOff(tx, room);
                    NoteStore.become(tx, note, ON_AIR, tx.now());
                    var ms = row.voiceMs();
                    var lasts = ms == null ? settings.shown() : Duration.ofMillis(ms);
                    deadlines.set(tx, OVER, room.toString(), tx.now().plus(lasts));
                    edit.log(member, "note-aired", note.toString(), null);
                    edit.say(this, seen(tx, room));
                    return row;
                });
    }

    /** Takes the note that is on air off it before its time. */
    void stop(UUID member, UUID room) throws ProblemRaised {
        change(
                member,
                room,
                "note-over",
                (edit, visit) -> {
                    visit.mustHost();
                    takeOff(edit.tx(), room);
                    edit.say(this, seen(edit.tx(), room));
                    return room;
                });
    }

    /** Passes a note over; nobody is told. */
    void dismiss(UUID member, UUID room, UUID note) throws ProblemRaised {
        change(
                member,
                room,
                "note-dismissed",
                (edit, visit) -> {
                    visit.mustHost();
                    var row = require(edit.tx(), room, note);
                    if (row.waits()) {
                        NoteStore.become(edit.tx(), note, "dismissed", null);
                    }
                    edit.say(this, seen(edit.tx(), room));
                    return row;
                });
    }

    /** The recording: for hosts, and for everybody once it was on air. */
    String voice(Visitor visitor, UUID room, UUID note) throws ProblemRaised {
        return questions
                .parts()
                .database()
                .<String, ProblemRaised>read(
                        tx -> {
                            var visit = questions.parts().rooms().visit(tx, room, visitor);
                            var row = require(tx, room, note);
                            if (row.voice() == null || !(row.open() || visit.hosts())) {
                                throw Problem.NOT_FOUND.raise();
                            }
                            return row.voice();
                        });
    }

    private static NoteStore.Row require(Tx tx, UUID room, UUID note) throws ProblemRaised {
        var row = NoteStore.find(tx, room, note);
        if (row == null) {
            throw Problem.NOT_FOUND.raise();
        }
        return row;
    }

    private void takeOff(Tx tx, UUID room) {
        deadlines.cancel(tx, OVER, room.toString());
        NoteStore.in(tx, room, ON_AIR)
                .forEach(row -> NoteStore.become(tx, row.id(), "aired", row.airedAt()));
    }

    private void over(Tx tx, String key) {
        var room = UUID.fromString(key);
        questions
                .parts()
                .rooms()
                .byItself(
                        tx,
                        room,
                        "note-over",
                        edit -> {
                            takeOff(tx, room);
                            edit.say(this, seen(tx, room));
                        });
    }

    private <T> T change(UUID member, UUID room, String type, Rooms.Change<T> change)
            throws ProblemRaised {
        var parts = questions.parts();
        return parts.database()
                .<T, ProblemRaised>write(
                        tx -> parts.rooms().change(tx, member, room, type, change));
    }
}
