package io.mitalk.social.floor;

import java.time.Duration;

/**
 * Immutable. The bounds and times of the floor; each is a documented configuration key.
 *
 * @param box length of a turn where the room says nothing else
 * @param boxMin shortest turn that a room may choose
 * @param boxMax longest turn that a room may choose
 * @param grace how long a speaker is heard after the end of the turn
 * @param offer how long a turn waits for the tap of who is not on the stage yet
 * @param extension what a vote adds to a turn
 * @param extensions how often a vote may do so
 * @param vote how long a vote is open
 * @param ballot how votes are counted
 * @param longestWait after which nobody who came later goes first
 * @param rest how long after a turn one cannot queue again, in percent of that turn
 * @param hold how long a held microphone counts as held unless it is said again
 */
public record FloorSettings(
        Duration box,
        Duration boxMin,
        Duration boxMax,
        Duration grace,
        Duration offer,
        Duration extension,
        int extensions,
        Duration vote,
        Ballot ballot,
        Duration longestWait,
        int rest,
        Duration hold) {}
