package io.mitalk.media.ice;

import io.mitalk.kit.id.Randomness;
import io.mitalk.media.udp.RemoteAddress;
import io.mitalk.wire.stun.ShortTermKey;
import io.mitalk.wire.stun.StunView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. The ICE state of one transport: our credentials, the addresses that the client has
 * proven, and the one that it nominated. Media goes to no address that a check under our password has not come from
 * (RFC 8445 section 7.3).
 */
public final class IceLite {

    /** A client with more addresses than this replaces its least recently checked one. */
    private static final int MAX_PAIRS = 8;

    /** A selected pair without a check for so long gives way to any newly nominated one. */
    private static final long STALE_NS = 3_000_000_000L;

    private IceCredentials current;
    private @Nullable IceCredentials previous;
    private final List<IcePair> pairs = new ArrayList<>();
    private @Nullable IcePair selected;
    private @Nullable RemoteAddress evicted;

    /** What a check changed. */
    public enum Outcome {
        /** The pair was known; nothing else changed. */
        KNOWN,
        /** A new address was proven. */
        NEW_PAIR,
        /** The selected pair is another one than before. */
        SELECTED,
        /** Like {@link #SELECTED}, and the credentials before an ICE restart have ended. */
        RESTARTED
    }

    public IceLite(IceCredentials first) {
        this.current = first;
    }

    /** New credentials for an ICE restart, not yet in use: hand them to {@link #restart}. */
    public static IceCredentials fresh(Randomness randomness) {
        return IceCredentials.random(randomness);
    }

    /**
     * Begins an ICE restart (RFC 8445 section 9): checks under the old credentials are still answered until a pair
     * under the new ones is nominated.
     *
     * @return the credentials that end now, because a restart was already under way; null when none do
     */
    public @Nullable IceCredentials restart(IceCredentials fresh) {
        if (previous == null) {
            previous = current;
            current = fresh;
            return null;
        }
        var abandoned = current;
        current = fresh;
        return abandoned;
    }

    /** The key that a check must be signed with, null when it does not name us. */
    public @Nullable ShortTermKey keyOf(String ufrag) {
        var credentials = credentials(ufrag);
        return credentials == null ? null : credentials.key();
    }

    private @Nullable IceCredentials credentials(String ufrag) {
        if (current.ufrag().equals(ufrag)) {
            return current;
        }
        return previous != null && previous.ufrag().equals(ufrag) ? previous : null;
    }

    /** Takes a check whose integrity was verified with {@link #keyOf}. */
    public Outcome checked(StunView check, RemoteAddress from, long nowNs) {
        var credentials = credentials(check.localUfrag());
        if (credentials == null) {
            return Outcome.KNOWN;
        }
        var pair = find(from);
        boolean known = pair != null;
        if (pair == null) {
            pair = new IcePair(from);
            add(pair);
        }
        boolean wasRestarting = previous != null;
        boolean newGeneration = credentials == current && wasRestarting;
        pair.checked(check.priority(), nowNs);
        if (!check.useCandidate()) {
            return known ? Outcome.KNOWN : Outcome.NEW_PAIR;
        }
        boolean select = newGeneration || preferred(pair, nowNs);
        pair.nominated(nowNs);
        if (!select) {
            return known ? Outcome.KNOWN : Outcome.NEW_PAIR;
        }
        selected = pair;
        return newGeneration ? Outcome.RESTARTED : Outcome.SELECTED;
    }

    /** Ends the credentials before the restart and returns them; null when there are none. */
    public @Nullable IceCredentials endPrevious() {
        var ended = previous;
        previous = null;
        return ended;
    }

    /**
     * Whether a pair that is being nominated takes the place of the selected one. A client that nominates several pairs
     * gets the one of highest priority; one that changes its mind nominates the new pair again and the old one no more.
     */
    private boolean preferred(IcePair pair, long nowNs) {
        var now = selected;
        if (now == null) {
            return true;
        }
        if (now == pair) {
            return false;
        }
        return pair.priority() >= now.priority()
                || (pair.nominated() && pair.nominatedNs() > now.nominatedNs())
                || nowNs - now.checkedNs() > STALE_NS;
    }

    private void add(IcePair pair) {
        if (pairs.size() == MAX_PAIRS) {
            IcePair oldest = null;
            for (var known : pairs) {
                if (known != selected
                        && (oldest == null || known.checkedNs() < oldest.checkedNs())) {
                    oldest = known;
                }
            }
            if (oldest != null) {
                pairs.remove(oldest);
                evicted = oldest.remote();
            }
        }
        pairs.add(pair);
    }

    /** The address that the last check pushed out of the list, null when none; asked once. */
    public @Nullable RemoteAddress takeEvicted() {
        var address = evicted;
        evicted = null;
        return address;
    }

    /** Forgets an address that has ceased to exist; the best of the other nominated ones is selected in its place. */
    public void remove(RemoteAddress address) {
        var gone = find(address);
        if (gone == null) {
            return;
        }
        pairs.remove(gone);
        if (gone != selected) {
            return;
        }
        selected = null;
        for (var pair : pairs) {
            if (pair.nominated() && (selected == null || pair.priority() > selected.priority())) {
                selected = pair;
            }
        }
    }

    private @Nullable IcePair find(RemoteAddress address) {
        for (var pair : pairs) {
            if (pair.remote().equals(address)) {
                return pair;
            }
        }
        return null;
    }

    /** Whether a check has proven that address. */
    public boolean proven(RemoteAddress address) {
        return find(address) != null;
    }

    /** The pair that was nominated, null before one is. */
    public @Nullable IcePair selected() {
        return selected;
    }

    /** The credentials that descriptions carry now. */
    public IceCredentials current() {
        return current;
    }

    /** The credentials before a restart that is under way. */
    public @Nullable IceCredentials previous() {
        return previous;
    }

    /** All proven addresses. */
    public List<IcePair> pairs() {
        return pairs;
    }
}
