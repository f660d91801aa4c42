package io.mitalk.social.proposal;

import java.time.Duration;
import java.time.Instant;

/** Immutable. What becomes of a proposal, as a function of what is known and nothing else. */
enum Step {
    /** Nothing now. */
    WAIT,
    /** Enough people would come, and its time is still ahead: all are told. */
    SET,
    /** Its room opens now. */
    OPEN,
    /** Too few would come, and its time is over. */
    LAPSE;

    /**
     * The next step.
     *
     * @param grace how long after its time a proposal waits for those who are still needed
     */
    static Step next(Row proposal, Instant now, Duration grace) {
        if (!proposal.coming()) {
            return WAIT;
        }
        boolean due = !now.isBefore(proposal.startsAt());
        if (proposal.enough() || proposal.state() == Row.State.SET) {
            if (due) {
                return OPEN;
            }
            return proposal.state() == Row.State.SET ? WAIT : SET;
        }
        return now.isBefore(proposal.startsAt().plus(grace)) ? WAIT : LAPSE;
    }
}
