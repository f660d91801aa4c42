package io.mitalk.social.room;

import io.mitalk.kit.fact.Fact;
import java.util.UUID;

/** Immutable. An audience became larger or smaller; told as a hint only, never as an event of its own. */
record AudienceChanged(UUID room, int listeners, int guests) implements Fact {}
