package io.mitalk.social.question;

import io.mitalk.db.Database;
import io.mitalk.db.Deadlines;
import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Routes;
import io.mitalk.http.Visitor;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.limit.KeyedLimiter;
import io.mitalk.kit.limit.Rate;
import io.mitalk.kit.text.Prose;
import io.mitalk.kit.time.Clock;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.Belongings;
import io.mitalk.social.floor.Branches;
import io.mitalk.social.keep.Keeper;
import io.mitalk.social.keep.Keeping;
import io.mitalk.social.notify.Notices;
import io.mitalk.social.room.Pulse;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.RoomEdit;
import io.mitalk.social.room.RoomPart;
import io.mitalk.social.room.Rooms;
import io.mitalk.social.room.Visit;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Thread-safe. The verbs of questions: asking, voting, taking away; answering is {@link Answers}. */
public final class Questions implements RoomPart {

    private static final String NAME = "questions";
    private static final String COUNTS = "questionVotes";
    private static final long COUNTS_MS = 1_000;

    /** The questions whose votes are told as they come: those that anybody looks at. */
    private static final int COUNTED = 20;

    private static final int UNITS = 4;
    private static final int MAX_REMEMBERED = 10_000;

    private final QuestionSettings settings;
    private final Parts parts;
    private final QuestionViews views;
    private final Answers answers;
    private final Notes notes;
    private final Keeper keeper;
    private final KeyedLimiter<UUID> asking;
    private final Pulse pulse;

    /** What questions are made with. */
    public record Parts(
            Database database,
            Deadlines deadlines,
            Uuid7 ids,
            Clock clock,
            Accounts accounts,
            Notices notices,
            Rooms rooms,
            Keeping keeping) {}

    /** Adds questions to rooms; before these start. */
    public Questions(QuestionSettings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
        views = new QuestionViews(parts.accounts());
        keeper = parts.keeping().keeper(QuestionStore::voices);
        answers = new Answers(settings, this);
        asking =
                new KeyedLimiter<>(
                        Rate.perMinute(settings.perMinute()), MAX_REMEMBERED, parts.clock());
        parts.rooms().add(this);
        notes = new Notes(settings.notes(), this);
        pulse = parts.rooms().pulse(COUNTS, COUNTS_MS, this::counts);
    }

    /** Everything about questions and notes under /api/rooms. */
    public Routes routes() {
        var ofQuestions = new QuestionRoutes(this, answers, settings);
        var ofNotes = new NoteRoutes(notes, keeper, settings.recording());
        return table -> {
            ofQuestions.addTo(table);
            ofNotes.addTo(table);
        };
    }

    /** What questions keep of accounts. */
    public Belongings belongings() {
        return new QuestionBelongings();
    }

    /**
     * Immutable. How far a room answered what it was asked.
     *
     * @param votes on all questions
     */
    public record Service(int answeredVotes, int votes) {}

    /** The votes on answered questions of a room, and those on all; what was dismissed does not count. */
    public Service service(Tx tx, UUID room) {
        return service(QuestionStore.all(tx, room, sameVoice()));
    }

    static Service service(List<Asked> all) {
        int answered =
                all.stream()
                        .filter(asked -> asked.state() == Asked.State.ANSWERED)
                        .mapToInt(Asked::votes)
                        .sum();
        return new Service(answered, all.stream().mapToInt(Asked::votes).sum());
    }

    Parts parts() {
        return parts;
    }

    QuestionViews views() {
        return views;
    }

    Keeper keeper() {
        return keeper;
    }

    Duration sameVoice() {
        return settings.sameVoice();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable JsonNode state(Tx tx, Room room) {
        if (room.ended()) {
            return null;
        }
        var state = Json.mapper().createObjectNode();
        var items = state.putObject("items");
        for (var asked : QuestionStore.waiting(tx, room.id(), sameVoice())) {
            items.set(asked.id().toString(), entry(tx, asked));
        }
        return state.put("answered", QuestionStore.answered(tx, room.id()));
    }

    @Override
    public void ended(RoomEdit edit) {
        answers.roomEnded(edit);
        edit.say(this, NullNode.getInstance());
    }

    /** A question as everybody may see it. */
    ObjectNode entry(Tx tx, Asked asked) {
        ObjectNode entry = Json.mapper().valueToTree(views.open(tx, asked));
        if (!entry.has("answering")) {
            entry.putNull("answering"); // in a patch this ends what was
        }
        return entry;
    }

    /** Tells everybody of questions that changed: those that do not wait any more are gone. */
    void say(RoomEdit edit, UUID... changed) {
        var patch = Json.mapper().createObjectNode();
        var items = patch.putObject("items");
        for (var id : changed) {
            var asked = QuestionStore.find(edit.tx(), edit.id(), id, sameVoice());
            items.set(
                    id.toString(),
                    asked == null || !asked.waits()
                            ? NullNode.getInstance()
                            : entry(edit.tx(), asked));
        }
        patch.put("answered", QuestionStore.answered(edit.tx(), edit.id()));
        edit.say(this, patch);
    }

    /** What waits in a room, for one reader. */
    List<Question> waiting(Visitor visitor, UUID room) throws ProblemRaised {
        return parts.database()
                .<List<Question>, ProblemRaised>read(
                        tx -> {
                            var visit = parts.rooms().visit(tx, room, visitor);
                            var asked = QuestionStore.waiting(tx, room, sameVoice());
                            return views.forReader(tx, asked, visit);
                        });
    }

    /**
     * Asks something in the room where one is.
     *
     * @throws ProblemRaised {@code question-invalid}, {@code not-in-room}, {@code too-many-questions}, {@code
     *     questions-full}, {@code too-many-requests}
     */
    Question ask(UUID member, UUID room, Wish wish) throws ProblemRaised {
        var text = fitting(wish.text());
        if (wish.voice() == null && text == null) {
            throw QuestionProblems.INVALID.raise();
        }
        if (!asking.take(member)) {
            throw Problem.tooSoon(asking.waitMs(member));
        }
        return parts.database()
                .<Question, ProblemRaised>write(
                        tx ->
                                parts.rooms()
                                        .change(
                                                tx,
                                                member,
                                                room,
                                                "question-asked",
                                                (edit, visit) ->
                                                        ask(
                                                                edit,
                                                                visit,
                                                                wish,
                                                                text == null ? "" : text)));
    }

    /**
     * What was typed as one line, or null when it is empty or too long: by what a reader counts, and by what it takes
     * to send, since a character may have any number of marks.
     */
    @Nullable String fitting(String typed) {
        var text = Prose.of(typed);
        int length = text.length();
        boolean fits =
                length > 0
                        && length <= settings.characters()
                        && text.text().length() <= UNITS * settings.characters();
        return fits ? text.text() : null;
    }

    private Question ask(RoomEdit edit, Visit visit, Wish wish, String text) throws ProblemRaised {
        visit.mustBePresent();
        var author = member(visit);
        var tx = edit.tx();
        refuseMore(tx, edit.id(), author);
        var voice = wish.voice();
        var asked =
                new Asked(
                        parts.ids().next(),
                        edit.id(),
                        author,
                        wish.nameless(),
                        text,
                        voice == null ? null : voice.blob(),
                        voice == null ? null : voice.durationMs(),
                        tx.now(),
                        Asked.State.OPEN,
                        null,
                        false,
                        0,
                        0);
        QuestionStore.insert(tx, asked);
        edit.log(author, "question-asked", asked.id().toString(), null);
        say(edit, asked.id());
        return views.forReader(tx, List.of(asked), visit).getFirst();
    }

    /** Refuses early who may not ask now, so that no sound of theirs is kept. */
    void mayAsk(Visitor visitor, UUID room) throws ProblemRaised {
        parts.database()
                .<ProblemRaised>run(
                        tx -> {
                            var visit = parts.rooms().visit(tx, room, visitor);
                            visit.mustBeOpen();
                            visit.mustBePresent();
                            refuseMore(tx, room, member(visit));
                        });
    }

    private void refuseMore(Tx tx, UUID room, UUID author) throws ProblemRaised {
        var waiting = QuestionStore.waiting(tx, room, author);
        if (waiting.own() >= settings.openOfOne()) {
            throw QuestionProblems.TOO_MANY.raise();
        }
        if (waiting.total() >= settings.openOfRoom()) {
            throw QuestionProblems.FULL.raise();
        }
    }

    /**
     * Votes for a question, or takes the vote back; the room's lock is not needed, since a whole audience may vote at
     * once.
     *
     * @throws ProblemRaised {@code not-in-room}, {@code question-closed}, {@code own-question}
     */
    void vote(Visitor visitor, UUID room, UUID question, boolean up) throws ProblemRaised {
        parts.database()
                .<ProblemRaised>run(
                        tx -> {
                            var visit = parts.rooms().visit(tx, room, visitor);
                            visit.mustBeOpen();
                            visit.mustBePresent();
                            var voter = member(visit);
                            var asked = require(tx, room, question);
                            if (!asked.waits()) {
                                throw QuestionProblems.CLOSED.raise();
                            }
                            if (asked.author().equals(voter)) {
                                throw QuestionProblems.OWN.raise();
                            }
                            if (up) {
                                QuestionStore.vote(tx, asked, voter, Branches.of(tx, voter));
                            } else {
                                QuestionStore.takeBack(tx, question, voter);
                            }
                            pulse.touch(tx, room);
                        });
    }

    /**
     * Takes a question away: one's own, which leaves nothing, or anybody's by who holds the handles.
     *
     * @throws ProblemRaised {@code not-moderator}, {@code question-closed}
     */
    void takeAway(UUID member, UUID room, UUID question) throws ProblemRaised {
        parts.database()
                .<ProblemRaised>run(
                        tx ->
                                parts.rooms()
                                        .<Boolean>change(
                                                tx,
                                                member,
                                                room,
                                                "question-taken-away",
                                                (edit, visit) -> takeAway(edit, visit, question)));
    }

    private boolean takeAway(RoomEdit edit, Visit visit, UUID question) throws ProblemRaised {
        var asked = require(edit.tx(), edit.id(), question);
        var actor = member(visit);
        boolean own = asked.author().equals(actor);
        if (!own) {
            visit.mustHost();
        }
        if (asked.state() != Asked.State.OPEN) {
            throw QuestionProblems.CLOSED.raise();
        }
        if (own) {
            QuestionStore.delete(edit.tx(), question);
        } else {
            QuestionStore.become(edit.tx(), question, Asked.State.DISMISSED);
        }
        edit.log(
                actor,
                own ? "question-withdrawn" : "question-dismissed",
                question.toString(),
                null);
        say(edit, question);
        return own;
    }

    /** The recording of a spoken question, for everybody who may see the room. */
    String voice(Visitor visitor, UUID room, UUID question) throws ProblemRaised {
        return parts.database()
                .<String, ProblemRaised>read(
                        tx -> {
                            parts.rooms().visit(tx, room, visitor);
                            var voice = require(tx, room, question).voice();
                            if (voice == null) {
                                throw Problem.NOT_FOUND.raise();
                            }
                            return voice;
                        });
    }

    /**
     * The question, unless it was dismissed.
     *
     * @throws ProblemRaised {@code not-found}
     */
    Asked require(Tx tx, UUID room, UUID question) throws ProblemRaised {
        var asked = QuestionStore.find(tx, room, question, sameVoice());
        if (asked == null || asked.state() == Asked.State.DISMISSED) {
            throw Problem.NOT_FOUND.raise();
        }
        return asked;
    }

    private static UUID member(Visit visit) throws ProblemRaised {
        var account = visit.account();
        if (account == null) {
            throw Problem.NOT_SIGNED_IN.raise();
        }
        return account;
    }

    /** How the votes stand; the page may have newer ones than these by another way, so each says when. */
    private JsonNode counts(Tx tx, UUID room) {
        var told = Json.mapper().createObjectNode();
        told.put("at", tx.now().toString());
        var items = told.putObject("items");
        QuestionStore.waiting(tx, room, sameVoice()).stream()
                .limit(COUNTED)
                .forEach(
                        asked ->
                                items.putObject(asked.id().toString())
                                        .put("votes", asked.votes())
                                        .put("weight", asked.weight()));
        return told;
    }
}
