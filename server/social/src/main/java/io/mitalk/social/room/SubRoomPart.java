package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.kit.json.Json;
import io.mitalk.social.account.PersonCard;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Thread-safe. The key {@code subRooms} of a room's channel: who is in which, and who speaks to all. */
final class SubRoomPart implements RoomPart {

    static final String NAME = "subRooms";

    private final Views views;

    SubRoomPart(Views views) {
        this.views = views;
    }

    /** Immutable. One entry, by identity. */
    record Place(PersonCard person, int subRoom, boolean everywhere) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable JsonNode state(Tx tx, Room room) {
        var placed =
                room.ended() ? List.<SubRoomStore.Placed>of() : SubRoomStore.all(tx, room.id());
        return placed.isEmpty() ? null : seen(tx, placed);
    }

    @Override
    public void ended(RoomEdit edit) {
        clear(edit);
    }

    @Override
    public void sentAway(RoomEdit edit, UUID account) {
        if (SubRoomStore.drop(edit.tx(), edit.id(), account)) {
            edit.say(this, without(edit, account));
        }
    }

    /** Somebody is elsewhere, or heard elsewhere, from now on. */
    void put(RoomEdit edit, SubRoomStore.Placed placed) {
        SubRoomStore.put(edit.tx(), edit.id(), placed);
        edit.say(
                this,
                placed.ordinary()
                        ? without(edit, placed.account())
                        : seen(edit.tx(), List.of(placed)));
        edit.planAnew();
    }

    /** With the last one the whole part goes. */
    private static JsonNode without(RoomEdit edit, UUID account) {
        if (SubRoomStore.all(edit.tx(), edit.id()).isEmpty()) {
            return NullNode.getInstance();
        }
        var patch = Json.mapper().createObjectNode();
        patch.putNull(account.toString());
        return patch;
    }

    /** All are together again; says whether they were not. */
    boolean clear(RoomEdit edit) {
        boolean any = SubRoomStore.drop(edit.tx(), edit.id(), null);
        if (any) {
            edit.say(this, NullNode.getInstance());
            edit.planAnew();
        }
        return any;
    }

    private ObjectNode seen(Tx tx, List<SubRoomStore.Placed> placed) {
        var faces = views.faces(tx, placed.stream().map(SubRoomStore.Placed::account).toList());
        var people = Json.mapper().createObjectNode();
        for (var one : placed) {
            var place = new Place(faces.of(one.account()), one.subRoom(), one.everywhere());
            people.set(one.account().toString(), Json.mapper().valueToTree(place));
        }
        return people;
    }
}
