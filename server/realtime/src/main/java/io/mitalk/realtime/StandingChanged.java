package io.mitalk.realtime;

import io.mitalk.kit.fact.Fact;
import java.util.UUID;

/**
 * Immutable. An account became something else (a member, suspended, an operator, deleted): its sockets are cut with
 * {@link RealtimeClose#SESSION_CHANGED}, and its pages come back as what the account is then.
 */
public record StandingChanged(UUID accountId) implements Fact, BusMessage {}
