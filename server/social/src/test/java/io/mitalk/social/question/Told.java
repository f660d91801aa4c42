package io.mitalk.social.question;

import io.mitalk.realtime.ChannelEvent;
import io.mitalk.social.room.Party;
import io.mitalk.social.room.RoomHouse;
import java.io.IOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Thread-safe. What tests of this package share. */
final class Told {

    private Told() {}

    /** The newest word of the room's channel on one part. */
    static JsonNode newest(RoomHouse house, Party party, String part) {
        house.settle();
        return house.events().stream()
                .filter(event -> event.channel().equals("room:" + party.room()))
                .map(ChannelEvent::patch)
                .filter(patch -> patch.has(part))
                .reduce((_, later) -> later)
                .orElseThrow()
                .path(part);
    }

    /** What a browser recorded. */
    static byte[] recording() {
        try (var file = Told.class.getResourceAsStream("/voice/chromium-recorder.webm")) {
            return Objects.requireNonNull(file).readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
