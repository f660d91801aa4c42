package io.mitalk.realtime;

import io.mitalk.kit.json.Json;
import io.mitalk.kit.json.JsonInvalid;
import org.jspecify.annotations.Nullable;

/** Immutable. What a client may say. */
sealed interface ClientMessage {

    /** Wants a channel; {@code since} is the version that it has, or {@link History#NONE}. */
    record Subscribe(String channel, long since) implements ClientMessage {}

    /** Has enough of a channel. */
    record Unsubscribe(String channel) implements ClientMessage {}

    /** What a text says, or null when that is nothing we know. */
    static @Nullable ClientMessage parse(String text) {
        try {
            var raw = Json.read(text, Raw.class);
            String op = raw.op();
            String channel = raw.channel();
            Long since = raw.since();
            if (op == null || channel == null || (since != null && since < 0)) {
                return null;
            }
            return switch (op) {
                case "subscribe" -> new Subscribe(channel, since == null ? History.NONE : since);
                case "unsubscribe" -> since == null ? new Unsubscribe(channel) : null;
                default -> null;
            };
        } catch (JsonInvalid e) {
            return null;
        }
    }

    /** As it stands in the text. */
    record Raw(@Nullable String op, @Nullable String channel, @Nullable Long since) {}
}
