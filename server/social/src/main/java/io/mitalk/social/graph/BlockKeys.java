package io.mitalk.social.graph;

import io.mitalk.kit.config.Key;
import java.util.List;

/** Immutable. The configuration keys of blocks. */
public final class BlockKeys {

    public static final Key<Integer> MAX =
            Key.integer("blocks.max", 1000, 1, 100_000, "people that one member may have blocked");

    public static final List<Key<?>> ALL = List.of(MAX);

    private BlockKeys() {}
}
