package io.mitalk.social.proposal;

import java.time.Duration;

/**
 * Immutable. The bounds and timers of proposals; each is a documented configuration key.
 *
 * @param needed how many people other than the proposer must want to come
 * @param openMax proposals of one member that are still to come
 * @param ahead how far ahead the time may be
 * @param grace how long after its time a proposal waits for those who are still needed
 * @param firstPerson how long the opened room waits for its first person
 */
public record ProposalSettings(
        int needed, int openMax, Duration ahead, Duration grace, Duration firstPerson) {}
