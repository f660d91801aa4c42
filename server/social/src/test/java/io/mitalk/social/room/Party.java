package io.mitalk.social.room;

import java.util.List;
import java.util.UUID;

/** Immutable. A live room: ann moderates, bea and cid are on the stage, dan and eve listen. */
public record Party(
        RoomHouse house, UUID room, Caller ann, Caller bea, Caller cid, Caller dan, Caller eve) {

    /** Opens the room; {@code name} keeps its people apart from those of other tests. */
    public static Party of(RoomHouse house, String name) {
        var people =
                List.of("ann", "bea", "cid", "dan", "eve").stream()
                        .map(one -> house.member(name + "_" + one))
                        .toList();
        var ann = people.getFirst();
        var room = house.room(ann, "public");
        house.enter(ann, room);
        house.seat(ann, people.get(1), room);
        house.clock().advanceMs(1_000);
        house.seat(ann, people.get(2), room);
        house.enter(people.get(3), room);
        house.enter(people.get(4), room);
        var party =
                new Party(
                        house,
                        room,
                        ann,
                        people.get(1),
                        people.get(2),
                        people.get(3),
                        people.get(4));
        ann.post(party.at("/live"), "").fine();
        return party;
    }

    /** An address under that of the room. */
    public String at(String rest) {
        return "/api/rooms/" + room + rest;
    }

    /** Another rule for the floor. */
    public void mode(String mode) {
        ann.put(at("/floor"), "{\"mode\": \"" + mode + "\"}").fine();
    }

    /** Somebody raises a hand, a second later than whoever did before. */
    public void hand(Caller who) {
        house.clock().advanceMs(1_000);
        who.put(at("/hand"), "").fine();
    }

    /** Whether eve, who listens, would hear somebody now. */
    public boolean heard(Caller who) {
        house.settle();
        return house.stage().hears(room, eve.identity(), who.identity());
    }

    /** The identity of who has the turn, or the empty text. */
    public String turn() {
        return ann.get(at("")).text("/floor/turn/identity");
    }

    /** Whoever has the turn, then who waits, the next one first. */
    public List<String> queue() {
        return ann.get(at("/queue"))
                .body()
                .path("items")
                .valueStream()
                .map(row -> row.path("identity").asString())
                .toList();
    }

    /** Everybody hears that the room is over. */
    public void end() {
        ann.post(at("/end"), "{\"seconds\": 0}").fine();
        house.settle();
    }
}
