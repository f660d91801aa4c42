package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.kit.json.Json;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.PersonCard;
import io.mitalk.social.floor.FairQueue;
import io.mitalk.social.floor.Floors;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Thread-safe. Makes of rows what people see. */
final class Views {

    private static final int CARD_SPEAKERS = 5;

    private final Accounts accounts;
    private final RoomSettings settings;
    private final Floors floors;
    private final List<RoomPart> added;

    Views(Accounts accounts, RoomSettings settings, Floors floors, List<RoomPart> added) {
        this.accounts = accounts;
        this.settings = settings;
        this.floors = floors;
        this.added = added;
    }

    /** Cards of people, with an empty one for who is not known any more; guests on the stage have no handle. */
    record Faces(Map<UUID, PersonCard> cards, Map<UUID, PassStore.Guest> guests) {

        PersonCard of(UUID account) {
            var card = cards.get(account);
            if (card != null) {
                return card;
            }
            var guest = guests.get(account);
            return new PersonCard(account, "", guest == null ? "" : guest.name(), null);
        }

        /** The name of whose guest somebody is on the stage, or null for who has an account. */
        @Nullable String guestOf(UUID account) {
            var guest = guests.get(account);
            return guest == null ? null : of(guest.byAccount()).displayName();
        }
    }

    Faces faces(Tx tx, Collection<UUID> people) {
        var visitors = people.stream().filter(Visiting::is).toList();
        if (visitors.isEmpty()) {
            return new Faces(accounts.cards(tx, people), Map.of());
        }
        var guests = PassStore.guests(tx, visitors);
        var known = new HashSet<>(people);
        guests.values().forEach(guest -> known.add(guest.byAccount()));
        return new Faces(accounts.cards(tx, known), guests);
    }

    /** The whole room for one asker. */
    RoomView view(Tx tx, Room room, RoomView.You you) {
        var seats = StageStore.seats(tx, room.id());
        var hands = room.ended() ? List.<StageStore.Raised>of() : StageStore.hands(tx, room.id());
        var people = new HashSet<UUID>();
        people.add(room.host());
        seats.forEach(seat -> people.add(seat.account()));
        hands.forEach(hand -> people.add(hand.account()));
        var faces = faces(tx, people);
        var count = AudienceStore.count(tx, room.id());
        var card = card(room, seats, count, faces, null);
        return new RoomView(
                card.id(),
                card.title(),
                card.topic(),
                card.visibility(),
                card.language(),
                card.phase(),
                card.host(),
                card.speakers(),
                card.listeners(),
                count.guests(),
                card.openedAt(),
                card.liveAt(),
                card.endedAt(),
                room.endsAt(),
                room.handsLocked(),
                floor(tx, room),
                room.ended() ? List.of() : seats.stream().map(seat -> person(seat, faces)).toList(),
                hands.stream().map(hand -> hand(hand, faces)).toList(),
                you,
                new RoomView.Limits(settings.stageMax(), settings.audienceMax()));
    }

    private FloorView floor(Tx tx, Room room) {
        var floor = floors.of(tx, room.id());
        var queue =
                room.ended()
                        ? List.<FairQueue.Place>of()
                        : FloorDesk.queue(floors, tx, room.id(), floor.mode());
        return FloorView.of(floor, queue, floors.settings());
    }

    /** Cards of many rooms, in their order. */
    List<RoomCard> cards(Tx tx, List<Room> rooms) {
        if (rooms.isEmpty()) {
            return List.of();
        }
        var ids = rooms.stream().map(Room::id).toList();
        var seats = StageStore.seats(tx, ids);
        var counts = AudienceStore.counts(tx, ids);
        var people = new HashSet<UUID>();
        rooms.forEach(room -> people.add(room.host()));
        seats.values().forEach(stage -> stage.forEach(seat -> people.add(seat.account())));
        var faces = faces(tx, people);
        var pairs = new HashMap<UUID, RoomCard.Pair>();
        added.forEach(part -> pairs.putAll(part.pairs(tx, ids)));
        return rooms.stream()
                .map(
                        room ->
                                card(
                                        room,
                                        seats.getOrDefault(room.id(), List.of()),
                                        Objects.requireNonNull(counts.get(room.id())),
                                        faces,
                                        pairs.get(room.id())))
                .toList();
    }

    private RoomCard card(
            Room room,
            Collection<StageSeat> seats,
            AudienceStore.Count count,
            Faces faces,
            RoomCard.@Nullable Pair pair) {
        return new RoomCard(
                room.id(),
                room.title(),
                new RoomCard.TopicRef(room.topic(), room.topicTitle()),
                room.visibility().word(),
                room.language(),
                room.phase().word(),
                faces.of(room.host()),
                pair,
                speakers(seats, faces),
                count.listeners(),
                room.openedAt(),
                room.liveAt(),
                room.endedAt());
    }

    List<PersonCard> speakers(Collection<StageSeat> seats, Faces faces) {
        return seats.stream()
                .sorted(StageSeat.ORDER)
                .limit(CARD_SPEAKERS)
                .map(seat -> faces.of(seat.account()))
                .toList();
    }

    RoomView.StagePerson person(StageSeat seat, Faces faces) {
        return new RoomView.StagePerson(
                seat.identity(),
                faces.of(seat.account()),
                faces.guestOf(seat.account()),
                seat.role().word(),
                seat.micOpen() && !seat.muted(),
                seat.muted(),
                seat.since());
    }

    RoomView.Hand hand(StageStore.Raised hand, Faces faces) {
        return new RoomView.Hand(
                hand.account().toString(), faces.of(hand.account()), hand.raisedAt());
    }

    static RoomView.You you(Who who, RoomStore.Tie tie) {
        return new RoomView.You(
                who.identity(),
                role(who, tie).word(),
                tie.hand(),
                tie.offer(),
                tie.offeredUntil(),
                tie.role() != null,
                tie.muted());
    }

    static Role role(Who who, RoomStore.Tie tie) {
        var role = tie.role();
        if (role != null) {
            return role;
        }
        return who.member() ? Role.LISTENER : Role.GUEST;
    }

    /** The state of the channel {@code room:}. */
    ObjectNode channelState(Tx tx, Room room) {
        var view = view(tx, room, new RoomView.You("", "", false, false, null, false, false));
        var state = Json.mapper().createObjectNode();
        ObjectNode card = Json.mapper().valueToTree(view);
        card.remove(List.of("floor", "stage", "hands", "you", "limits", "guests"));
        state.set("room", card);
        state.set("floor", Json.mapper().valueToTree(view.floor()));
        var stage = new LinkedHashMap<String, RoomView.StagePerson>();
        view.stage().forEach(person -> stage.put(person.identity(), person));
        state.set("stage", Json.mapper().valueToTree(stage));
        var hands = new LinkedHashMap<String, RoomView.Hand>();
        view.hands().forEach(hand -> hands.put(hand.identity(), hand));
        state.set("hands", Json.mapper().valueToTree(hands));
        for (var part : added) {
            var seen = part.state(tx, room);
            if (seen != null) {
                state.set(part.name(), seen);
            }
        }
        return state;
    }

    /** One entry of the account channel's {@code rooms}, or null when there is nothing to tell. */
    static RoomView.@Nullable You lasting(RoomView.You you) {
        return you.seat() || you.hand() || you.offer() ? you : null;
    }
}
