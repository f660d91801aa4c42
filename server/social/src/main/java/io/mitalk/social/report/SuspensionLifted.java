package io.mitalk.social.report;

import io.mitalk.kit.fact.Fact;
import java.util.UUID;

/** Immutable. A suspension ended, by an operator or by its time. */
public record SuspensionLifted(UUID accountId) implements Fact {}
