package io.mitalk.social.community;

import io.mitalk.kit.config.Key;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of the community. */
public final class CommunityKeys {

    public static final Key<Duration> SETUP_LINK_LIFETIME =
            Key.duration(
                    "community.setup-link-lifetime",
                    Duration.ofHours(24),
                    "how long a link for a new operator is good for");

    public static final Key<Integer> SETUP_TRIES =
            Key.integer(
                    "community.setup-tries-per-minute",
                    30,
                    1,
                    1_000_000,
                    "links for a new operator that one source may try in a minute");

    public static final Key<Integer> PICTURE_KIB =
            Key.integer(
                    "community.picture-kib",
                    8192,
                    16,
                    65_536,
                    "size of the community's picture as an operator uploads it, in KiB; it is made small then");

    public static final List<Key<?>> ALL = List.of(SETUP_LINK_LIFETIME, SETUP_TRIES, PICTURE_KIB);

    private CommunityKeys() {}
}
