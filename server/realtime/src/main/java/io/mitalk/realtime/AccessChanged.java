package io.mitalk.realtime;

import io.mitalk.kit.fact.Fact;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. Whoever may see a channel changed: its subscribers are asked for again, and hear nothing of it until
 * {@link ChannelSource#maySee} has answered. Put it after the event that tells what happened.
 *
 * @param channel its name
 * @param accountId whose subscriptions are meant, or null for everybody's
 */
public record AccessChanged(String channel, @Nullable UUID accountId) implements Fact, BusMessage {}
