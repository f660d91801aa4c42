package io.mitalk.social.report;

import io.mitalk.kit.fact.Fact;
import java.util.UUID;

/** Immutable. An operator suspended an account: its sessions have ended, and it has to leave every room. */
public record AccountSuspended(UUID accountId) implements Fact {}
