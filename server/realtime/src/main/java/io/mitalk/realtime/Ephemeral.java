package io.mitalk.realtime;

import tools.jackson.databind.JsonNode;

/**
 * Immutable. Something on a channel that nobody needs to catch up on, such as a count of listeners: no version, no row,
 * and only the newest value of a key counts.
 *
 * @param channel its name
 * @param key what the value is of, such as {@code audience}
 * @param data the value; must not be changed afterwards
 */
public record Ephemeral(String channel, String key, JsonNode data) implements BusMessage {}
