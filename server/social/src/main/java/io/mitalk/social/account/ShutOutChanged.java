package io.mitalk.social.account;

import io.mitalk.kit.fact.Fact;
import java.util.UUID;

/** Immutable. An account was suspended, pardoned or deleted: wherever it is, somebody looks whether it may stay. */
public record ShutOutChanged(UUID account) implements Fact {}
