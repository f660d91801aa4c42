package io.mitalk.media.speaker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. Which microphones of a room are heard when more are open than may be. A place that is
 * free, or whose holder fell silent, goes to whoever is loud, with the very packet that says so; one that is in use
 * only to a higher rank, or to somebody clearly louder. Allocates nothing for a packet.
 */
public final class LoudestN {

    /** A challenger must be louder by this. */
    private static final int HYSTERESIS_DB = 4;

    private static final long NS_PER_MS = 1_000_000;

    private final int places;
    private final long holdNs;
    private final List<Contender> contenders = new ArrayList<>();
    private int taken;

    /**
     * A room without microphones.
     *
     * @param places how many are heard at once; 0 means all
     * @param holdMs how long a place is kept after its holder was last loud, and at least after it was won
     */
    public LoudestN(int places, int holdMs) {
        this.places = places;
        this.holdNs = holdMs * NS_PER_MS;
    }

    /** A microphone more; {@code displaced} runs whenever it loses its place. */
    public Contender add(Runnable displaced) {
        var contender = new Contender(displaced);
        contenders.add(contender);
        return contender;
    }

    /** It is gone; its place is free. */
    public void remove(Contender contender) {
        if (contenders.remove(contender) && contender.chosen()) {
            contender.leave();
            taken--;
        }
    }

    /**
     * Takes a packet and answers whether it is heard. Another one may lose its place by that.
     *
     * @param levelDbov 0 (loudest) to 127 (silence) as its sender claims, below 0 when it tells none
     * @param bytes of Opus
     * @param samples how long it plays, at 48 kHz
     */
    public boolean packet(Contender contender, int levelDbov, int bytes, int samples, long nowNs) {
        contender.claim(levelDbov, bytes, samples, nowNs);
        if (places == 0 || contender.chosen()) {
            return true;
        }
        if (taken < places) {
            taken++;
            contender.choose(nowNs);
            return true;
        }
        var weakest = contender.loud() ? weakest(contender, nowNs) : null;
        if (weakest == null) {
            return false;
        }
        weakest.displace();
        contender.choose(nowNs);
        return true;
    }

    /** The holder that has to make room first, null when none has to. */
    private @Nullable Contender weakest(Contender challenger, long nowNs) {
        Contender weakest = null;
        for (int i = 0; i < contenders.size(); i++) {
            var holder = contenders.get(i);
            if (holder.chosen()
                    && yields(holder, challenger, nowNs)
                    && (weakest == null || weaker(holder, weakest, nowNs))) {
                weakest = holder;
            }
        }
        return weakest;
    }

    private boolean yields(Contender holder, Contender challenger, long nowNs) {
        if (!holder.speaks(holdNs, nowNs) || challenger.rank() > holder.rank()) {
            return true;
        }
        int lead = challenger.score(nowNs) - holder.score(nowNs);
        return challenger.rank() == holder.rank()
                && lead >= Contender.parts(HYSTERESIS_DB)
                && nowNs - holder.chosenNs() >= holdNs;
    }

    private boolean weaker(Contender one, Contender other, long nowNs) {
        boolean oneSpeaks = one.speaks(holdNs, nowNs);
        boolean otherSpeaks = other.speaks(holdNs, nowNs);
        if (oneSpeaks != otherSpeaks) {
            return otherSpeaks;
        }
        return one.rank() != other.rank()
                ? one.rank() < other.rank()
                : one.score(nowNs) < other.score(nowNs);
    }
}
