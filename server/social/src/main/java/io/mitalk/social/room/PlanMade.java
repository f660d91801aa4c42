package io.mitalk.social.room;

import io.mitalk.kit.fact.Fact;

/** Immutable. A room is to be another on the media plane. */
record PlanMade(StagePlan plan) implements Fact {}
