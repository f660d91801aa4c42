package io.mitalk.kit.fact;

/**
 * Immutable. What a committed transaction made true. A transaction collects its facts, and only after the commit are
 * they told to those who listen; what is rolled back was never a fact. A fact is a hint: whoever misses one finds the
 * truth in the database.
 */
public interface Fact {}
