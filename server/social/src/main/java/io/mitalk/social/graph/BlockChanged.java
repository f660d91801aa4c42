package io.mitalk.social.graph;

import io.mitalk.kit.fact.Fact;
import java.util.UUID;

/**
 * Immutable. Somebody blocked somebody, or took it back.
 *
 * @param by whose list changed
 * @param whom who was put on it or taken from it
 * @param blocked whether {@code whom} is on it now
 */
public record BlockChanged(UUID by, UUID whom, boolean blocked) implements Fact {}
