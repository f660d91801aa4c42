package io.mitalk.social.room;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Thread-safe. How the media plane's names of people map to accounts and guests. */
final class Identities {

    private static final Pattern ACCOUNT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern GUEST = Pattern.compile("guest_[0-9a-f]{20}");

    private Identities() {}

    /** The account that an identity names, or null when it is a guest's. */
    static @Nullable UUID account(String identity) {
        return ACCOUNT.matcher(identity).matches() ? UUID.fromString(identity) : null;
    }

    /** Whether a text can be an identity at all. */
    static boolean valid(String text) {
        return ACCOUNT.matcher(text).matches() || GUEST.matcher(text).matches();
    }
}
