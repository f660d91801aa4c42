package io.mitalk.media.sfu;

/** Owned by the worker thread. Lets through so much a second and a burst of one second; allocates nothing. */
final class TokenBucket {

    private final long perSecond;
    private long tokens;
    private long filledNs;

    TokenBucket(long perSecond, long nowNs) {
        this.perSecond = perSecond;
        this.tokens = perSecond;
        this.filledNs = nowNs;
    }

    boolean take(long cost, long nowNs) {
        long earned = Math.min(nowNs - filledNs, 1_000_000_000L) * perSecond / 1_000_000_000L;
        if (earned > 0) {
            tokens = Math.min(perSecond, tokens + earned);
            filledNs = nowNs;
        }
        if (tokens < cost) {
            return false;
        }
        tokens -= cost;
        return true;
    }
}
