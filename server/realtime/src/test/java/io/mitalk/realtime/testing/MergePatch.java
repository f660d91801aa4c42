package io.mitalk.realtime.testing;

import io.mitalk.kit.json.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Thread-safe (no state). JSON merge patches as a client applies them. */
public final class MergePatch {

    private MergePatch() {}

    /** RFC 7396, as a client does it. */
    public static ObjectNode merged(@Nullable JsonNode target, ObjectNode patch) {
        var merged =
                target instanceof ObjectNode object
                        ? object.deepCopy()
                        : Json.mapper().createObjectNode();
        for (var member : patch.properties()) {
            var value = Objects.requireNonNull(member.getValue());
            if (value.isNull()) {
                merged.remove(member.getKey());
            } else if (value instanceof ObjectNode object) {
                merged.set(member.getKey(), merged(merged.get(member.getKey()), object));
            } else {
                merged.set(member.getKey(), value);
            }
        }
        return merged;
    }
}
