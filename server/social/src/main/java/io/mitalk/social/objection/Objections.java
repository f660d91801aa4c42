package io.mitalk.social.objection;

import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Routes;
import io.mitalk.http.Visitor;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.json.Json;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.PersonCard;
import io.mitalk.social.floor.Waiting;
import io.mitalk.social.report.Reports;
import io.mitalk.social.room.Pulse;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.RoomEdit;
import io.mitalk.social.room.RoomPart;
import io.mitalk.social.room.Rooms;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Thread-safe. What a room says to exceptions from its queue: each of them is public with its reason, whoever is there
 * may object with one tap, and enough voices of different branches of the invitations bring it before the operators.
 */
public final class Objections implements RoomPart {

    private static final long PERIOD_MS = 1_000;
    private static final int LISTED = 50;

    private final int voices;
    private final Parts parts;
    private final Pulse pulse;

    /** What objections are made of. */
    public record Parts(
            Database database, Uuid7 ids, Accounts accounts, Rooms rooms, Reports reports) {}

    /** Adds itself to the rooms; before they start. {@code voices} bring an exception before the operators. */
    public Objections(int voices, Parts parts) {
        this.voices = voices;
        this.parts = parts;
        parts.rooms().add(this);
        pulse = parts.rooms().pulse("lifts", PERIOD_MS, Objections::seen);
    }

    public Routes routes() {
        return new ObjectionRoutes(this);
    }

    @Override
    public String name() {
        return "lifts";
    }

    @Override
    public @Nullable JsonNode state(Tx tx, Room room) {
        return ObjectionStore.voices(tx, room.id(), 1).isEmpty() ? null : seen(tx, room.id());
    }

    private static JsonNode seen(Tx tx, UUID room) {
        var all = ObjectionStore.voices(tx, room, LISTED);
        var seen = Json.mapper().createObjectNode();
        seen.put("at", tx.now().toString());
        seen.put("count", all.isEmpty() ? 0 : all.getFirst().count());
        var items = seen.putObject("items");
        all.forEach(one -> items.put(one.id().toString(), one.voices()));
        return seen;
    }

    @Override
    public void lifted(RoomEdit edit, UUID account, Waiting.Lift lift) {
        ObjectionStore.add(edit.tx(), parts.ids().next(), edit.id(), account, lift);
        edit.say(this, seen(edit.tx(), edit.id()));
    }

    /**
     * Immutable. An exception as everybody in the room sees it.
     *
     * @param person who was put next
     * @param objections people of different branches who object
     * @param mine whether the asker does
     * @param reported whether the operators were told
     */
    record View(
            UUID id,
            PersonCard by,
            PersonCard person,
            String reason,
            Instant at,
            int objections,
            boolean mine,
            boolean reported) {}

    /**
     * The exceptions of a room, the latest first.
     *
     * @throws ProblemRaised what {@link Rooms#visit} refuses
     */
    List<View> of(Visitor visitor, UUID room) throws ProblemRaised {
        return parts.database()
                .<List<View>, ProblemRaised>read(
                        tx -> {
                            var asker = parts.rooms().visit(tx, room, visitor).account();
                            return views(tx, ObjectionStore.of(tx, room, asker, LISTED));
                        });
    }

    private List<View> views(Tx tx, List<Lift> lifts) {
        var people =
                lifts.stream()
                        .flatMap(lift -> Stream.of(lift.account(), lift.byAccount()))
                        .collect(Collectors.toSet());
        var cards = parts.accounts().cards(tx, people);
        return lifts.stream()
                .map(
                        lift ->
                                new View(
                                        lift.id(),
                                        cards.getOrDefault(
                                                lift.byAccount(), unknown(lift.byAccount())),
                                        cards.getOrDefault(lift.account(), unknown(lift.account())),
                                        lift.reason(),
                                        lift.at(),
                                        lift.voices(),
                                        lift.mine(),
                                        lift.report() != null))
                .toList();
    }

    private static PersonCard unknown(UUID account) {
        return new PersonCard(account, "", "", null);
    }

    /**
     * Somebody who is there objects, or no longer does; either is harmless twice.
     *
     * @throws ProblemRaised {@code not-found}, {@code own-lift}, {@code not-in-room}, {@code room-ended}
     */
    void object(Visitor visitor, UUID room, UUID id, boolean objects) throws ProblemRaised {
        var member = visitor.member();
        parts.database()
                .<ProblemRaised>run(
                        tx -> {
                            var visit = parts.rooms().visit(tx, room, visitor);
                            visit.mustBeOpen();
                            visit.mustBePresent();
                            var lift = ObjectionStore.find(tx, room, id);
                            if (lift == null) {
                                throw Problem.NOT_FOUND.raise();
                            }
                            if (lift.byAccount().equals(member)) {
                                throw ObjectionProblems.OWN_LIFT.raise();
                            }
                            if (objects) {
                                object(tx, room, lift, member);
                            } else {
                                ObjectionStore.takeBack(tx, id, member);
                            }
                            pulse.touch(tx, room);
                        });
    }

    private void object(Tx tx, UUID room, Lift seen, UUID member) {
        ObjectionStore.lock(tx, seen.id());
        ObjectionStore.object(tx, seen.id(), member);
        var lift = ObjectionStore.find(tx, room, seen.id());
        if (lift != null && lift.report() == null && lift.voices() >= voices) {
            var report = parts.reports().ofRoom(tx, room, lift.byAccount(), lift.reason());
            ObjectionStore.reported(tx, lift.id(), report);
        }
    }
}
