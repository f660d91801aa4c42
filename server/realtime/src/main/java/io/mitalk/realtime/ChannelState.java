package io.mitalk.realtime;

import tools.jackson.databind.node.ObjectNode;

/**
 * Immutable. A channel's whole state as somebody may see it.
 *
 * @param version at least all events up to it are contained; 0 for a channel in which nothing happened yet
 * @param state what the patches of later events apply to; must not be changed afterwards
 */
public record ChannelState(long version, ObjectNode state) {

    public ChannelState {
        if (version < 0) {
            throw new IllegalArgumentException("version " + version);
        }
    }
}
