package io.mitalk.livekit.signal;

import io.mitalk.http.UpgradeRefused;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.json.JsonInvalid;
import io.mitalk.livekit.room.Client;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import livekit.LivekitRtc.JoinRequest;
import livekit.LivekitRtc.SignalRequest;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What matters here of the way in which a client asks to be let in: by query parameters on {@code /rtc}, by
 * one join request for one connection; unknown parameters are ignored.
 *
 * @param resumeSid the participant that comes back, null for a new session
 * @param publish the legacy publish-only name, empty for none
 * @param metadata that it wants to have, empty for none
 * @param attributes that it wants to have
 * @param first what it says along with joining
 */
record JoinQuery(
        String token,
        Client client,
        @Nullable String resumeSid,
        String publish,
        String metadata,
        Map<String, String> attributes,
        List<SignalRequest> first) {

    private static final String BEARER = "Bearer ";

    private static final Map<String, Integer> CAPABILITIES =
            Map.of("CAP_PACKET_TRAILER", 1, "CAP_COMPRESSION_DEFLATE_RAW", 2);

    JoinQuery {
        attributes = Map.copyOf(attributes);
        first = List.copyOf(first);
    }

    /** The client's token, empty for none; both functions answer null for what is absent. */
    static String token(
            Function<String, @Nullable String> parameter,
            Function<String, @Nullable String> header) {
        String authorization = text(header.apply("Authorization"));
        return authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length())
                : text(parameter.apply("access_token"));
    }

    /**
     * Reads the rest; {@code parameter} answers null for what is absent.
     *
     * @throws UpgradeRefused with status 400 when something cannot be read
     */
    static JoinQuery read(String token, Function<String, @Nullable String> parameter)
            throws UpgradeRefused {
        String wrapped = parameter.apply("join_request");
        return wrapped == null
                ? ofParameters(token, parameter)
                : of(token, JoinRequests.read(wrapped));
    }

    private static JoinQuery ofParameters(
            String token, Function<String, @Nullable String> parameter) throws UpgradeRefused {
        var client =
                new Client(
                        number(parameter.apply("protocol")),
                        number(parameter.apply("client_protocol")),
                        capabilities(text(parameter.apply("capabilities"))),
                        flag(parameter.apply("auto_subscribe"), true),
                        false,
                        safari(text(parameter.apply("browser"))));
        String sid =
                flag(parameter.apply("reconnect"), false) ? text(parameter.apply("sid")) : null;
        return new JoinQuery(
                token,
                client,
                sid,
                text(parameter.apply("publish")),
                "",
                attributes(text(parameter.apply("attributes"))),
                List.of());
    }

    private static JoinQuery of(String token, JoinRequest request) {
        var info = request.getClientInfo();
        var client =
                new Client(
                        info.getProtocol(),
                        info.getClientProtocol(),
                        info.getCapabilitiesValueList(),
                        request.getConnectionSettings().getAutoSubscribe(),
                        true,
                        safari(info.getBrowser()));
        return new JoinQuery(
                token,
                client,
                request.getReconnect() ? request.getParticipantSid() : null,
                "",
                request.getMetadata(),
                request.getParticipantAttributesMap(),
                JoinRequests.messages(request));
    }

    /** A JSON object in base64, of the alphabet for addresses. */
    private static Map<String, String> attributes(String text) throws UpgradeRefused {
        if (text.isEmpty()) {
            return Map.of();
        }
        try {
            var json = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var attributes = new HashMap<String, String>();
            for (var entry : Json.read(json, Map.class).entrySet()) {
                if (!(entry instanceof Map.Entry<?, ?> pair)
                        || !(pair.getKey() instanceof String key)
                        || !(pair.getValue() instanceof String value)) {
                    throw new UpgradeRefused(400, "attributes must be texts");
                }
                attributes.put(key, value);
            }
            return attributes;
        } catch (IllegalArgumentException | JsonInvalid e) {
            throw new UpgradeRefused(400, "attributes cannot be read");
        }
    }

    /** Names separated by commas; those that we do not know are left out. */
    private static List<Integer> capabilities(String names) {
        var numbers = new ArrayList<Integer>();
        for (String name : names.split(",", -1)) {
            Integer number = CAPABILITIES.get(name.strip().toUpperCase(Locale.ROOT));
            if (number != null) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static boolean safari(String browser) {
        return browser.toLowerCase(Locale.ROOT).contains("safari");
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
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
