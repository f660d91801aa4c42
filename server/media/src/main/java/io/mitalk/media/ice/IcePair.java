package io.mitalk.media.ice;

import io.mitalk.media.udp.RemoteAddress;

/** Owned by the worker thread. A client's address that a check has proven to be its own. */
public final class IcePair {

    private final RemoteAddress remote;
    private long priority;
    private long checkedNs;
    private long nominatedNs = Long.MIN_VALUE;

    IcePair(RemoteAddress remote) {
        this.remote = remote;
    }

    /** The client's address as this socket sees it. */
    public RemoteAddress remote() {
        return remote;
    }

    long priority() {
        return priority;
    }

    long checkedNs() {
        return checkedNs;
    }

    long nominatedNs() {
        return nominatedNs;
    }

    boolean nominated() {
        return nominatedNs != Long.MIN_VALUE;
    }

    void checked(long checkPriority, long nowNs) {
        priority = checkPriority;
        checkedNs = nowNs;
    }

    void nominated(long nowNs) {
        nominatedNs = nowNs;
    }
}
