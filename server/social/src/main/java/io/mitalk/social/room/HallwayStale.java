package io.mitalk.social.room;

import io.mitalk.kit.fact.Fact;

/** Immutable. What the hallway shows became another: a room opened, went on air, ended, or got other speakers. */
public record HallwayStale() implements Fact {}
