package io.mitalk.livekit.data;

import java.util.List;
import java.util.Set;

/**
 * Immutable. Whom a message is for, its sender apart.
 *
 * @param identities empty for nobody by identity
 * @param sids empty for nobody by sid; both empty for everybody
 */
record Audience(Set<String> identities, Set<String> sids) {

    static final Audience EVERYBODY = new Audience(Set.of(), Set.of());

    /** Sids count only where no identity is named. */
    static Audience of(List<String> identities, List<String> sids) {
        return identities.isEmpty()
                ? new Audience(Set.of(), Set.copyOf(sids))
                : new Audience(Set.copyOf(identities), Set.of());
    }

    boolean everybody() {
        return identities.isEmpty() && sids.isEmpty();
    }

    boolean includes(Standing receiver) {
        return everybody()
                || identities.contains(receiver.identity())
                || sids.contains(receiver.sid());
    }

    /** How many are meant at most, when not everybody is. */
    int named() {
        return identities.size() + sids.size();
    }
}
