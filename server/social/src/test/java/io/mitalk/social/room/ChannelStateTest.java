package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.http.Visitor;
import io.mitalk.kit.text.Language;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class ChannelStateTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    /** RFC 7396 section 2. */
    private static void merge(ObjectNode target, ObjectNode patch) {
        for (var field : patch.properties()) {
            if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else if (field.getValue() instanceof ObjectNode inner) {
                if (!(target.get(field.getKey()) instanceof ObjectNode)) {
                    target.putObject(field.getKey());
                }
                merge((ObjectNode) target.get(field.getKey()), inner);
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }

    @Test
    @DisplayName(
            "the events of a room, patched one after another onto its first state, give its last state")
    void converges() {
        var ann = HOUSE.member("cs_ann");
        var bea = HOUSE.member("cs_bea");
        var cid = HOUSE.member("cs_cid");
        var room = HOUSE.room(ann, "public");
        HOUSE.settle();
        var channel = new RoomChannel(HOUSE.rooms().tools());
        var anyone = Visitor.anonymous(Language.EN);
        var first = channel.state(anyone, room.toString());
        int before = HOUSE.events().size();

        HOUSE.enter(ann, room);
        HOUSE.seat(ann, bea, room);
        HOUSE.enter(cid, room);
        String at = "/api/rooms/" + room;
        cid.put(at + "/hand", "").fine();
        ann.post(at + "/live", "").fine();
        HOUSE.stage().microphone(room, bea.identity(), true);
        HOUSE.settle();
        ann.put(at + "/people/" + bea.id() + "/mute", "").fine();
        var place = at + "/people/" + bea.id() + "/sub-room";
        ann.put(place, "{\"subRoom\": 1}").fine();
        ann.put(at + "/sub-rooms/broadcast", "").fine();
        ann.put(at + "/hands-lock", "{\"locked\": true}").fine();
        ann.post(at + "/end", "{\"seconds\": 30}").fine();
        agrees(channel, room, first.state().deepCopy(), before, first.version());
        ann.delete(at + "/end").fine();
        ann.put(place, "{\"subRoom\": 0}").fine();
        ann.delete(at + "/sub-rooms/broadcast").fine();
        ann.put(at + "/people/" + bea.id() + "/role", "{\"role\": \"cohost\"}").fine();
        HOUSE.stage().leave(room, ann.identity());
        HOUSE.settle();
        HOUSE.pass(Duration.ofSeconds(6));
        cid.delete(at + "/hand").fine();
        agrees(channel, room, first.state().deepCopy(), before, first.version());
        bea.post(at + "/end", "{\"seconds\": 0}").fine();
        agrees(channel, room, first.state().deepCopy(), before, first.version());
    }

    private static void agrees(
            RoomChannel channel, UUID room, ObjectNode state, int before, long version) {
        HOUSE.settle();
        long expected = version;
        for (var event : HOUSE.events().subList(before, HOUSE.events().size())) {
            if (event.channel().equals("room:" + room)) {
                assertThat(event.version()).isEqualTo(++expected);
                merge(state, event.patch());
            }
        }
        var whole = channel.state(Visitor.anonymous(Language.EN), room.toString());
        assertThat(whole.version()).isEqualTo(expected);
        // The count of listeners is told by the ephemeral key, not by events.
        ((ObjectNode) state.get("room")).remove("listeners");
        var shown = whole.state().deepCopy();
        ((ObjectNode) shown.get("room")).remove("listeners");
        assertThat(state).isEqualTo(shown);
    }
}
