package io.mitalk.wire.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thread-safe (no state). Look-ups that sections and sessions share. */
final class Attributes {

    private Attributes() {}

    static <A extends Attribute> @Nullable A first(List<Attribute> attributes, Class<A> type) {
        for (Attribute attribute : attributes) {
            if (type.isInstance(attribute)) {
                return type.cast(attribute);
            }
        }
        return null;
    }

    static <A extends Attribute> List<A> all(List<Attribute> attributes, Class<A> type) {
        List<A> found = new ArrayList<>();
        for (Attribute attribute : attributes) {
            if (type.isInstance(attribute)) {
                found.add(type.cast(attribute));
            }
        }
        return found;
    }
}
