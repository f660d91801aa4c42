package io.mitalk.social.mark;

import java.time.Instant;
import java.util.UUID;

/** Immutable. What a listener wrote at an instant. */
public record Comment(UUID id, UUID account, String text, Instant at) {}
