package io.mitalk.livekit;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.kit.secret.Secret;
import io.mitalk.livekit.room.RoomSettings;
import io.mitalk.livekit.room.TextLimits;
import io.mitalk.livekit.roomservice.ApiSettings;
import io.mitalk.livekit.signal.SignalSettings;
import io.mitalk.livekit.token.SigningKey;
import io.mitalk.livekit.webhook.WebhookSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Immutable. The configuration keys of the LiveKit protocol. */
public final class LiveKitKeys {

    public static final Key<Secret> KEYS =
            Key.secret(
                    "livekit.keys",
                    "API keys of programs with tokens of their own: name: secret, separated by comma or line end");

    public static final Key<Boolean> AUTO_CREATE_ROOMS =
            Key.bool(
                    "livekit.auto-create-rooms",
                    false,
                    "whether a token of an API key opens the room that it names");

    public static final Key<Integer> MAX_ROOMS =
            Key.integer(
                    "livekit.max-rooms", 10_000, 1, 1_000_000, "rooms that may be open at once");

    public static final Key<Integer> MAX_PARTICIPANTS =
            Key.integer(
                    "livekit.max-participants",
                    10_000,
                    1,
                    1_000_000,
                    "participants of one room, listeners included");

    public static final Key<Integer> MAX_TRACKS =
            Key.integer("livekit.max-tracks", 8, 1, 64, "tracks that one participant may publish");

    public static final Key<Integer> MAX_PENDING_TRACKS =
            Key.integer(
                    "livekit.max-pending-tracks",
                    20,
                    1,
                    64,
                    "tracks that a participant announced and has not sent yet");

    public static final Key<Duration> EMPTY_TIMEOUT =
            Key.duration(
                    "livekit.empty-timeout",
                    Duration.ofMinutes(5),
                    "how long a room waits for its first participant");

    public static final Key<Duration> DEPARTURE_TIMEOUT =
            Key.duration(
                    "livekit.departure-timeout",
                    Duration.ofSeconds(20),
                    "how long a room lives after the last one left");

    public static final Key<Duration> RESUME_WINDOW =
            Key.duration(
                    "livekit.resume-window",
                    Duration.ofSeconds(15),
                    "how long a participant is kept whose signalling and sound are both lost");

    public static final Key<Duration> RETURN_WINDOW =
            Key.duration(
                    "livekit.return-window",
                    Duration.ofSeconds(2),
                    "how long a participant is kept whose signalling is lost before its media was ever connected");

    public static final Key<Duration> NEVER_ACTIVE =
            Key.duration(
                    "livekit.never-active",
                    Duration.ofSeconds(30),
                    "how long a participant may take to connect its media");

    public static final Key<Integer> PENDING_PER_USER =
            Key.integer(
                    "livekit.pending-joins-per-user",
                    SignalSettings.PENDING_PER_USER,
                    1,
                    10_000,
                    "joins of one user that have not come to media yet");

    public static final Key<Integer> PENDING_PER_SOURCE =
            Key.integer(
                    "livekit.pending-joins-per-source",
                    SignalSettings.PENDING_PER_SOURCE,
                    1,
                    1_000_000,
                    "joins from one network address that have not come to media yet");

    public static final Key<Duration> NEGOTIATION_TIMEOUT =
            Key.duration(
                    "livekit.negotiation-timeout",
                    Duration.ofSeconds(15),
                    "how long a client may take to answer an offer, until it has to join anew");

    public static final Key<Duration> LISTENER_NEWS =
            Key.duration(
                    "livekit.listener-news",
                    Duration.ofSeconds(3),
                    "how long news of participants who publish nothing are gathered before others are told");

    public static final Key<Integer> MESSAGE_BYTES =
            Key.integer(
                    "livekit.message-bytes",
                    1 << 20,
                    1024,
                    2 << 20,
                    "largest signalling message of a client, in bytes; so many a second, four times that at once");

    public static final Key<Integer> MESSAGES_PER_SECOND =
            Key.integer(
                    "livekit.messages-per-second",
                    100,
                    1,
                    10_000,
                    "signalling messages a client may send for long");

    public static final Key<Integer> MESSAGE_BURST =
            Key.integer(
                    "livekit.message-burst",
                    500,
                    1,
                    100_000,
                    "signalling messages that a client may send at once");

    public static final Key<Boolean> SINGLE_CONNECTION =
            Key.bool(
                    "livekit.single-connection",
                    true,
                    "whether clients may use one connection for what they send and hear; otherwise two");

    public static final Key<Integer> METADATA_BYTES =
            Key.integer(
                    "livekit.metadata-bytes",
                    TextLimits.STANDARD.metadata(),
                    0,
                    1 << 17,
                    "longest metadata of a participant or a room, in bytes");

    public static final Key<Integer> ATTRIBUTES_BYTES =
            Key.integer(
                    "livekit.attributes-bytes",
                    TextLimits.STANDARD.attributes(),
                    0,
                    1 << 17,
                    "attributes of a participant, keys and values together, in bytes");

    public static final Key<Integer> NAME_CHARS =
            Key.integer(
                    "livekit.name-chars",
                    TextLimits.STANDARD.name(),
                    1,
                    4096,
                    "longest name of a participant, in characters");

    public static final Key<Integer> API_BYTES =
            Key.integer(
                    "livekit.api-bytes",
                    ApiSettings.STANDARD.requestBytes(),
                    1024,
                    64 << 20,
                    "largest request to the server API, in bytes");

    public static final Key<Boolean> REMOTE_UNMUTE =
            Key.bool(
                    "livekit.remote-unmute",
                    ApiSettings.STANDARD.remoteUnmute(),
                    "whether the server API may open a microphone that its owner closed");

    public static final Key<List<String>> WEBHOOK_URLS =
            Key.list(
                    "livekit.webhook-urls",
                    List.of(),
                    "addresses that are told what happens in rooms of API keys, http or https");

    public static final Key<String> WEBHOOK_KEY =
            Key.text(
                    "livekit.webhook-key",
                    "",
                    "name of the API key that signs what is told; empty: the first of livekit.keys");

    public static final Key<Integer> WEBHOOK_QUEUE =
            Key.integer(
                    "livekit.webhook-queue",
                    WebhookSettings.NONE.perRoom(),
                    1,
                    100_000,
                    "events of one room that wait for one address");

    public static final Key<Integer> WEBHOOK_BACKLOG =
            Key.integer(
                    "livekit.webhook-backlog",
                    WebhookSettings.NONE.perReceiver(),
                    1,
                    1_000_000,
                    "events of all rooms that wait for one address");

    public static final Key<Duration> WEBHOOK_AGE =
            Key.duration(
                    "livekit.webhook-age",
                    Duration.ofMillis(WebhookSettings.NONE.ageMs()),
                    "how long the delivery of an event is tried again");

    public static final Key<Duration> WEBHOOK_TIMEOUT =
            Key.duration(
                    "livekit.webhook-timeout",
                    Duration.ofMillis(WebhookSettings.NONE.timeoutMs()),
                    "how long one delivery may take");

    public static final List<Key<?>> ALL =
            List.of(
                    KEYS,
                    AUTO_CREATE_ROOMS,
                    MAX_ROOMS,
                    MAX_PARTICIPANTS,
                    MAX_TRACKS,
                    MAX_PENDING_TRACKS,
                    EMPTY_TIMEOUT,
                    DEPARTURE_TIMEOUT,
                    RESUME_WINDOW,
                    RETURN_WINDOW,
                    NEVER_ACTIVE,
                    NEGOTIATION_TIMEOUT,
                    LISTENER_NEWS,
                    MESSAGE_BYTES,
                    MESSAGES_PER_SECOND,
                    MESSAGE_BURST,
                    SINGLE_CONNECTION,
                    PENDING_PER_USER,
                    PENDING_PER_SOURCE,
                    NAME_CHARS,
                    METADATA_BYTES,
                    ATTRIBUTES_BYTES,
                    API_BYTES,
                    REMOTE_UNMUTE,
                    WEBHOOK_URLS,
                    WEBHOOK_KEY,
                    WEBHOOK_QUEUE,
                    WEBHOOK_BACKLOG,
                    WEBHOOK_AGE,
                    WEBHOOK_TIMEOUT);

    private LiveKitKeys() {}

    /** The limits and time spans that rooms and sockets keep to. */
    public static LiveKitSettings settings(Config config) {
        var rooms =
                new RoomSettings(
                        config.get(MAX_ROOMS),
                        config.get(MAX_PARTICIPANTS),
                        config.get(MAX_TRACKS),
                        config.get(MAX_PENDING_TRACKS),
                        config.get(EMPTY_TIMEOUT).toMillis(),
                        config.get(DEPARTURE_TIMEOUT).toMillis(),
                        config.get(RESUME_WINDOW).toMillis(),
                        config.get(RETURN_WINDOW).toMillis(),
                        config.get(NEVER_ACTIVE).toMillis(),
                        config.get(NEGOTIATION_TIMEOUT).toMillis(),
                        config.get(LISTENER_NEWS).toMillis(),
                        new TextLimits(
                                config.get(NAME_CHARS),
                                config.get(METADATA_BYTES),
                                config.get(ATTRIBUTES_BYTES)),
                        DataRelayKeys.rules(config));
        return new LiveKitSettings(
                rooms,
                new SignalSettings(
                        config.get(MESSAGE_BYTES),
                        config.get(MESSAGES_PER_SECOND),
                        config.get(MESSAGE_BURST),
                        config.get(SINGLE_CONNECTION),
                        config.get(PENDING_PER_USER),
                        config.get(PENDING_PER_SOURCE)),
                new ApiSettings(config.get(API_BYTES), config.get(REMOTE_UNMUTE)),
                webhooks(config));
    }

    private static WebhookSettings webhooks(Config config) {
        var urls = config.get(WEBHOOK_URLS).stream().map(text -> url(config, text)).toList();
        return new WebhookSettings(
                urls,
                urls.isEmpty() ? null : webhookKey(config),
                config.get(WEBHOOK_QUEUE),
                config.get(WEBHOOK_BACKLOG),
                config.get(WEBHOOK_AGE).toMillis(),
                config.get(WEBHOOK_TIMEOUT).toMillis());
    }

    private static URI url(Config config, String text) {
        try {
            var url = new URI(text);
            String scheme = String.valueOf(url.getScheme());
            if (url.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw config.refused(WEBHOOK_URLS, "holds " + text + ", which is no address");
        }
        throw config.refused(WEBHOOK_URLS, "holds " + text + ", which is neither http nor https");
    }

    private static SigningKey webhookKey(Config config) {
        String name = config.get(WEBHOOK_KEY);
        return operatorKeys(config).stream()
                .filter(key -> name.isEmpty() || key.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                config.refused(
                                        WEBHOOK_KEY,
                                        "names no key of livekit.keys that could sign"));
    }

    /**
     * The operator's keys, none by default.
     *
     * @throws io.mitalk.kit.config.ConfigException when an entry is not {@code name: secret} or a name stands twice
     */
    public static List<SigningKey> operatorKeys(Config config) {
        var entries =
                config.get(KEYS)
                        .reveal()
                        .lines()
                        .flatMap(line -> List.of(line.split(",", -1)).stream())
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList();
        var names = new HashSet<String>();
        return entries.stream().map(entry -> key(config, entry, names)).toList();
    }

    private static SigningKey key(Config config, String entry, Set<String> names) {
        int colon = entry.indexOf(':');
        String name = colon < 0 ? "" : entry.substring(0, colon).strip();
        String secret = entry.substring(colon + 1).strip();
        if (name.isEmpty() || secret.isEmpty()) {
            throw config.refused(KEYS, "holds an entry that is not \"name: secret\"");
        }
        if (!names.add(name)) {
            throw config.refused(KEYS, "names the key " + name + " twice");
        }
        return new SigningKey(name, secret);
    }
}
