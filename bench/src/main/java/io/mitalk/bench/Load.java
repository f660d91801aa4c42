package io.mitalk.bench;

/**
 * Immutable. What a scenario asks of a server.
 *
 * @param listeners in the one room, the decrypting sample included
 * @param speakers who speak all the time; all but the first come when the listeners are there
 * @param seconds measured when everybody is there
 * @param joinsPerSecond pace of the listeners' joins
 * @param hurried whether the load settles for one second only between the phases
 */
record Load(int listeners, int speakers, int seconds, int joinsPerSecond, boolean hurried) {}
