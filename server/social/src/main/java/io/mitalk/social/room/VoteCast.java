package io.mitalk.social.room;

import io.mitalk.kit.fact.Fact;
import java.util.UUID;

/** Immutable. Somebody voted on more time for a room's speaker. */
record VoteCast(UUID room) implements Fact {}
