package io.mitalk.social.room;

import java.util.List;
import java.util.UUID;

/** Thread-safe. A live room of a test: ann moderates, bea and cid are on the stage, dan and eve listen. */
public record Party(
        RoomHouse house, UUID room, Caller ann, Caller bea, Caller cid, Caller dan, Caller eve) {

    /** The room with its people; {@code name} tells it from the others of the house. */
    public static Party of(RoomHouse house, String name) {
        var party = backstage(house, name);
        party.ann.post(party.at("/live"), "").fine();
        return party;
    }

    /** The same before its doors open. */
    public static Party backstage(RoomHouse house, String name) {
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
        return new Party(
                house, room, ann, people.get(1), people.get(2), people.get(3), people.get(4));
    }

    /** A path under the room's. */
    public String at(String rest) {
        return "/api/rooms/" + room + rest;
    }

    /** The moderator chooses another rule for the floor. */
    public void mode(String mode) {
        ann.put(at("/floor"), "{\"mode\": \"" + mode + "\"}").fine();
    }

    /** Raises a hand, a second later than whatever was before. */
    public void hand(Caller who) {
        house.clock().advanceMs(1_000);
        who.put(at("/hand"), "").fine();
    }

    /** Whether the audience would hear them now. */
    public boolean heard(Caller who) {
        house.settle();
        return house.stage().hears(room, eve.identity(), who.identity());
    }

    /** Whose turn it is, or nothing. */
    public String turn() {
        return ann.get(at("")).text("/floor/turn/identity");
    }

    /** The turn's holder and who waits, the next one first. */
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
