package io.mitalk.social.text;

import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Routes;
import io.mitalk.http.Visitor;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.text.Prose;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.PersonCard;
import io.mitalk.social.floor.Floor;
import io.mitalk.social.floor.FloorMode;
import io.mitalk.social.floor.FloorProblems;
import io.mitalk.social.floor.Floors;
import io.mitalk.social.floor.Turn;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.RoomEdit;
import io.mitalk.social.room.RoomPart;
import io.mitalk.social.room.Rooms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Thread-safe. Turns in writing: the same queue, the same box, the same accounting as those that are spoken. */
public final class TextTurns implements RoomPart {

    private final Duration shortest;
    private final Parts parts;

    /** What turns in writing are made of. */
    public record Parts(
            Database database, Uuid7 ids, Rooms rooms, Accounts accounts, Floors floors) {}

    /** Adds itself to the rooms; before they start. {@code shortest} is how long a text stands at least. */
    public TextTurns(Duration shortest, Parts parts) {
        this.shortest = shortest;
        this.parts = parts;
        parts.rooms().add(this);
    }

    public Routes routes() {
        return new TextRoutes(this);
    }

    @Override
    public String name() {
        return "text";
    }

    /** Immutable. What the room reads now. */
    record Shown(PersonCard person, String words, Instant began, Instant endsAt) {}

    @Override
    public @Nullable JsonNode state(Tx tx, Room room) {
        var turn = room.ended() ? null : parts.floors().of(tx, room.id()).turn();
        return turn == null || !turn.written() ? null : shown(tx, room.id(), turn);
    }

    private @Nullable JsonNode shown(Tx tx, UUID room, Turn turn) {
        var text = TextStore.shown(tx, room, turn.holder());
        return text == null
                ? null
                : Json.mapper()
                        .valueToTree(
                                new Shown(
                                        card(tx, turn.holder()),
                                        text.words(),
                                        turn.began(),
                                        turn.endsAt()));
    }

    private PersonCard card(Tx tx, UUID account) {
        return Objects.requireNonNullElseGet(
                parts.accounts().cards(tx, Set.of(account)).get(account),
                () -> new PersonCard(account, "", "", null));
    }

    @Override
    public @Nullable Duration written(RoomEdit edit, UUID account) {
        var text = TextStore.waiting(edit.tx(), edit.id(), account);
        if (text == null) {
            return null;
        }
        return text.reading().compareTo(shortest) < 0 ? shortest : text.reading();
    }

    @Override
    public void handDown(RoomEdit edit, UUID account) {
        TextStore.drop(edit.tx(), edit.id(), account);
    }

    @Override
    public void turnBegan(RoomEdit edit, Turn turn) {
        if (turn.written()) {
            TextStore.begin(edit.tx(), edit.id(), turn.holder());
            var shown = shown(edit.tx(), edit.id(), turn);
            edit.say(this, shown == null ? Json.mapper().nullNode() : shown);
        }
    }

    @Override
    public void turnEnded(RoomEdit edit, Turn turn, Turn.End how) {
        if (turn.written()) {
            TextStore.end(edit.tx(), edit.id(), turn.holder());
            edit.say(this, Json.mapper().nullNode());
        }
    }

    @Override
    public void ended(RoomEdit edit) {
        TextStore.dropAll(edit.tx(), edit.id());
    }

    /**
     * Waits with a text in the place of words, in the queue like any hand; a second one replaces the first. Lowering
     * the hand takes it back.
     *
     * @return how long a reader takes, in milliseconds
     * @throws ProblemRaised {@code bad-request}, {@code text-too-long} for the room's turns, {@code no-queue} and what
     *     refuses a hand
     */
    long queue(UUID member, UUID room, String typed) throws ProblemRaised {
        var words = Prose.of(typed);
        if (words.length() == 0) {
            throw Problem.BAD_REQUEST.raise().with("field", "text");
        }
        var turn = new TextTurn(member, words.text(), ReadingTime.of(words.text()));
        return parts.database()
                .<Long, ProblemRaised>write(
                        tx ->
                                parts.rooms()
                                        .change(
                                                tx,
                                                member,
                                                room,
                                                "hand-raised",
                                                (edit, _) -> {
                                                    refuse(edit.floor().floor(), turn);
                                                    TextStore.put(
                                                            tx, parts.ids().next(), room, turn);
                                                    parts.rooms().handUp(edit, member);
                                                    return turn.reading().toMillis();
                                                }));
    }

    private static void refuse(Floor floor, TextTurn turn) throws ProblemRaised {
        if (floor.mode() != FloorMode.CHAIR && !floor.mode().queues()) {
            throw FloorProblems.NO_QUEUE.raise();
        }
        if (turn.reading().compareTo(floor.box()) > 0) {
            throw TextProblems.TOO_LONG
                    .raise()
                    .with("seconds", turn.reading().toSeconds())
                    .with("boxSeconds", floor.box().toSeconds());
        }
    }

    /** Immutable. What the room has read. */
    record Read(PersonCard person, String words, Instant began, double seconds) {}

    /**
     * What a room has read so far, in order.
     *
     * @throws ProblemRaised {@code not-found}, {@code removed-from-room}
     */
    List<Read> read(Visitor visitor, UUID room) throws ProblemRaised {
        return parts.database()
                .<List<Read>, ProblemRaised>read(
                        tx -> {
                            parts.rooms().visit(tx, room, visitor);
                            var all = TextStore.read(tx, room);
                            var people =
                                    all.stream()
                                            .map(TextStore.Read::account)
                                            .collect(Collectors.toSet());
                            var cards = parts.accounts().cards(tx, people);
                            return all.stream()
                                    .map(
                                            one ->
                                                    new Read(
                                                            Objects.requireNonNull(
                                                                    cards.get(one.account())),
                                                            one.words(),
                                                            one.began(),
                                                            one.readingMs() / 1_000.0))
                                    .toList();
                        });
    }
}
