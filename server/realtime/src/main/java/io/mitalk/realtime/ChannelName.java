package io.mitalk.realtime;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Immutable. A channel's name cut into its parts: {@code room:0190…}, or {@code hallway} with an empty id. */
record ChannelName(String prefix, String id) {

    private static final Pattern FORM = Pattern.compile("[a-z]{1,32}(:[A-Za-z0-9_-]{1,64})?");

    /** The parts of a name, or null when it cannot be one. */
    static @Nullable ChannelName parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return null;
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? new ChannelName(text, "")
                : new ChannelName(text.substring(0, colon), text.substring(colon + 1));
    }

    String text() {
        return id.isEmpty() ? prefix : prefix + ":" + id;
    }
}
