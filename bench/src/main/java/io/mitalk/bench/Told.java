package io.mitalk.bench;

import io.mitalk.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Immutable. What one message tells of what people said.
 *
 * @param hands whose hands it shows going up, by identity
 * @param probes the numbers of the host's pins that it shows
 * @param votes how many votes it counts, -1 when it says nothing of them
 * @param reactions the same for reactions
 * @param bytes its length
 */
record Told(Set<String> hands, Set<Integer> probes, int votes, int reactions, int bytes) {

    /** What the host pins begins with this; a number follows. */
    static final String PROBE = "probe ";

    private static final byte[] STATE = "{\"op\":\"state\"".getBytes(StandardCharsets.US_ASCII);

    /** Whether a message is the whole state of a channel. */
    static boolean isState(byte[] buf, int at, int bytes) {
        if (bytes < STATE.length) {
            return false;
        }
        for (int i = 0; i < STATE.length; i++) {
            if (buf[at + i] != STATE[i]) {
                return false;
            }
        }
        return true;
    }

    static Told of(byte[] text) {
        var message = Json.mapper().readTree(text);
        var hands = new HashSet<String>();
        var probes = new HashSet<Integer>();
        patch(message.path("patch"), hands, probes);
        patch(message.path("state"), hands, probes);
        message.path("events").forEach(event -> patch(event.path("patch"), hands, probes));
        boolean alone = message.path("op").asString("").equals("ephemeral");
        String key = message.path("key").asString("");
        var passing = message.path("ephemeral");
        var vote = alone && key.equals("vote") ? message.path("data") : passing.path("vote");
        var beat =
                alone && key.equals("reactions") ? message.path("data") : passing.path("reactions");
        return new Told(
                Set.copyOf(hands),
                Set.copyOf(probes),
                vote.path("votes").asInt(-1),
                beat.path("agree").asInt(-1),
                text.length);
    }

    private static void patch(JsonNode patch, Set<String> hands, Set<Integer> probes) {
        patch.path("hands")
                .properties()
                .forEach(
                        hand -> {
                            if (!hand.getValue().isNull()) {
                                hands.add(hand.getKey());
                            }
                        });
        for (var pin : patch.path("marks").path("pins")) {
            String text = pin.path("text").asString("");
            if (text.startsWith(PROBE)) {
                probes.add(Integer.valueOf(text.substring(PROBE.length())));
            }
        }
    }
}
