package io.mitalk.realtime;

import io.mitalk.kit.fact.Fact;
import tools.jackson.databind.node.ObjectNode;

/**
 * Immutable. One change of a channel's state, a fact of the transaction that made it.
 *
 * @param channel its name, such as {@code room:0190…}
 * @param version of the channel after this event, exactly one more than before it: the column on the aggregate's row,
 *     bumped under that row's lock. Two events in one transaction have two versions.
 * @param type what happened, kebab-case in the past tense, such as {@code hand-raised}
 * @param patch a JSON merge patch (RFC 7396) of the channel's state; must not be changed afterwards
 */
public record ChannelEvent(String channel, long version, String type, ObjectNode patch)
        implements Fact, BusMessage {

    public ChannelEvent {
        if (version < 1) {
            throw new IllegalArgumentException("version " + version + " of " + channel);
        }
    }
}
