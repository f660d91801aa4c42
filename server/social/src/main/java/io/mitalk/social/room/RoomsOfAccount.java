package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.kit.json.Json;
import io.mitalk.social.account.AccountPart;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Thread-safe. The field {@code rooms} of an account's channel: what one is in which room, where that is more than a
 * listener. A room that is absent is one where the owner only listens, if at all.
 */
public final class RoomsOfAccount implements AccountPart {

    RoomsOfAccount() {}

    @Override
    public String key() {
        return "rooms";
    }

    @Override
    public JsonNode state(Tx tx, UUID account) {
        var who = Who.member(account);
        var rooms = Json.mapper().createObjectNode();
        for (var room : RoomStore.byIds(tx, StageStore.roomsOf(tx, account))) {
            var tie = RoomStore.tie(tx, room, who.identity(), account);
            var you = Views.lasting(Views.you(who, tie));
            if (you != null) {
                rooms.set(room.id().toString(), Json.mapper().valueToTree(you));
            }
        }
        return rooms;
    }
}
