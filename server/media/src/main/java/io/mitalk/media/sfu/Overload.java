package io.mitalk.media.sfu;

import io.mitalk.media.overload.OverloadPolicy;
import io.mitalk.media.overload.OverloadSettings;
import io.mitalk.media.overload.Relief;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owned by the worker thread, except {@link #relief}, {@link #turnAway} and {@link #turnedAway}, which are thread-safe.
 * How far its worker is behind, and what that makes it do without. It is as late as the datagram that may have waited
 * longest: since it last had nothing to do, or since it last found its socket empty and began a round.
 */
final class Overload {

    private static final Logger LOG = LoggerFactory.getLogger(Overload.class);

    /** Whoever waited for an eighth of the bound had nothing to do, and was not just put off by the system. */
    private static final int IDLE_PART = 8;

    private final OverloadPolicy policy;
    private final long idleNs;
    private final LongAdder turnedAway = new LongAdder();
    private volatile Relief relief = Relief.NONE;
    private long busySinceNs;
    private long endedNs;
    private boolean drained = true;

    Overload(OverloadSettings settings, long nowNs) {
        policy = new OverloadPolicy(settings, nowNs);
        idleNs = settings.lagMs() * 1_000_000L / IDLE_PART;
        endedNs = nowNs;
        busySinceNs = nowNs;
    }

    /** A round begins: the wait for something to do is over. */
    void began(long nowNs) {
        boolean idle = nowNs - endedNs >= idleNs;
        if (idle || drained) {
            busySinceNs = nowNs;
        }
        if (idle) {
            sample(0, nowNs);
        }
    }

    /**
     * A round ends.
     *
     * @param emptied whether it left nothing in the socket
     * @param timerLagNs how late the latest of its timers ran
     */
    void ended(boolean emptied, long timerLagNs, long nowNs) {
        drained = emptied;
        endedNs = nowNs;
        sample(Math.max(nowNs - busySinceNs, timerLagNs), nowNs);
    }

    private void sample(long lateNs, long nowNs) {
        var before = relief;
        if (!policy.sample(lateNs, nowNs)) {
            return;
        }
        var after = policy.relief();
        relief = after;
        long standingMs = policy.standingNs() / 1_000_000;
        OverloadEvent.tell(before, after, policy.standingNs());
        if (after == Relief.NONE) {
            LOG.info("the worker keeps up again, nothing is shed any more");
        } else {
            LOG.warn(
                    "the worker is {} ms behind: sheds up to {}, before {}",
                    standingMs,
                    after.label(),
                    before.label());
        }
    }

    /** Whether {@code what} is given up now. */
    boolean sheds(Relief what) {
        return relief.covers(what);
    }

    Relief relief() {
        return relief;
    }

    /** The least lag of the last span, in nanoseconds. */
    long standingNs() {
        return policy.standingNs();
    }

    /** Somebody new was not let in. */
    void turnAway() {
        turnedAway.increment();
    }

    long turnedAway() {
        return turnedAway.sum();
    }
}
