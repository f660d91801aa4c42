package io.mitalk.social.notify;

import io.mitalk.kit.config.Key;
import java.util.List;

/** Immutable. The configuration keys of notices. */
public final class NoticeKeys {

    public static final Key<Integer> MAX =
            Key.integer(
                    "notices.max",
                    100,
                    10,
                    10_000,
                    "notices that an account keeps; the oldest make room for new ones");

    public static final List<Key<?>> ALL = List.of(MAX);

    private NoticeKeys() {}
}
