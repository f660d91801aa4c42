package io.mitalk.social.room;

import io.mitalk.kit.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Thread-safe. Values as parts of merge patches. */
final class Patches {

    private Patches() {}

    /** Null stays null: in a merge patch it takes the entry away. */
    static ObjectNode entries(Map<String, @Nullable Object> values) {
        var node = Json.mapper().createObjectNode();
        values.forEach(
                (key, value) -> {
                    if (value == null) {
                        node.putNull(key);
                    } else {
                        node.set(key, tree(value));
                    }
                });
        return node;
    }

    static JsonNode tree(Object value) {
        return Json.mapper().valueToTree(value);
    }
}
