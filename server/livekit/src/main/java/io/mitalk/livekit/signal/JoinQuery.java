package io.mitalk.livekit.signal;

import io.mitalk.livekit.room.Client;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. The query parameters of {@code /rtc} that matter here; unknown ones are ignored.
 *
 * @param resumeSid the participant that comes back, null for a new session
 * @param publish the legacy publish-only name, empty for none
 */
record JoinQuery(String token, Client client, @Nullable String resumeSid, String publish) {

    private static final String BEARER = "Bearer ";

    /** Reads them; {@code parameter} and {@code header} answer null for what is absent. */
    static JoinQuery read(
            Function<String, @Nullable String> parameter,
            Function<String, @Nullable String> header) {
        String authorization = Objects.requireNonNullElse(header.apply("Authorization"), "");
        String token =
                authorization.startsWith(BEARER)
                        ? authorization.substring(BEARER.length())
                        : Objects.requireNonNullElse(parameter.apply("access_token"), "");
        String browser = Objects.requireNonNullElse(parameter.apply("browser"), "");
        var client =
                new Client(
                        number(parameter.apply("protocol")),
                        number(parameter.apply("client_protocol")),
                        flag(parameter.apply("auto_subscribe"), true),
                        browser.toLowerCase(Locale.ROOT).contains("safari"));
        String sid =
                flag(parameter.apply("reconnect"), false)
                        ? Objects.requireNonNullElse(parameter.apply("sid"), "")
                        : null;
        return new JoinQuery(
                token, client, sid, Objects.requireNonNullElse(parameter.apply("publish"), ""));
    }

    private static boolean flag(@Nullable String value, boolean missing) {
        if (value == null || value.isEmpty()) {
            return missing;
        }
        return value.equals("1") || value.equalsIgnoreCase("true");
    }

    /** A number that cannot be read counts as the oldest version. */
    private static int number(@Nullable String value) {
        try {
            return value == null ? 0 : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
