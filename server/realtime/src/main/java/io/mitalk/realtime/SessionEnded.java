package io.mitalk.realtime;

import io.mitalk.kit.fact.Fact;
import java.util.UUID;

/** Immutable. A session is over: its sockets are cut with {@link RealtimeClose#SESSION_CHANGED}. */
public record SessionEnded(UUID sessionId) implements Fact, BusMessage {}
