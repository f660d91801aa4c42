package io.mitalk.social.objection;

import io.mitalk.kit.config.Key;
import java.util.List;

/** Immutable. The configuration keys of objections. */
public final class ObjectionKeys {

    public static final Key<Integer> VOICES =
            Key.integer(
                    "objection.voices",
                    3,
                    1,
                    10_000,
                    "people of different branches who must object to an exception before operators are told");

    public static final List<Key<?>> ALL = List.of(VOICES);

    private ObjectionKeys() {}
}
