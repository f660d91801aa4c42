package io.mitalk.realtime;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of realtime sockets. */
public final class RealtimeKeys {

    public static final Key<Integer> SUBSCRIPTIONS =
            Key.integer(
                    "realtime.subscriptions",
                    HubSettings.STANDARD.subscriptions(),
                    1,
                    10_000,
                    "channels that one realtime connection may subscribe to");

    public static final Key<Integer> PER_ACCOUNT =
            Key.integer(
                    "realtime.connections-per-account",
                    HubSettings.STANDARD.perAccount(),
                    1,
                    10_000,
                    "realtime connections that one account may have, pages and bots together");

    public static final Key<Integer> PER_SOURCE =
            Key.integer(
                    "realtime.connections-per-source",
                    HubSettings.STANDARD.perSource(),
                    1,
                    1_000_000,
                    "realtime connections that one source address may have");

    public static final Key<Integer> MESSAGE_BYTES =
            Key.integer(
                    "realtime.message-bytes",
                    HubSettings.STANDARD.messageBytes(),
                    256,
                    65_536,
                    "largest message that a realtime client may send, in bytes");

    public static final Key<Integer> MESSAGES_PER_SECOND =
            Key.integer(
                    "realtime.messages-per-second",
                    HubSettings.STANDARD.messagesPerSecond(),
                    1,
                    100,
                    "messages a second that a realtime client may send for long");

    public static final Key<Integer> MESSAGE_BURST =
            Key.integer(
                    "realtime.message-burst",
                    HubSettings.STANDARD.messageBurst(),
                    1,
                    1_000,
                    "messages that a realtime client may send at once");

    public static final Key<Integer> HISTORY =
            Key.integer(
                    "realtime.history",
                    HubSettings.STANDARD.history(),
                    16,
                    10_000,
                    "events of a channel kept in memory for clients that come back");

    public static final Key<Integer> FEW =
            Key.integer(
                    "realtime.few",
                    HubSettings.STANDARD.few(),
                    0,
                    1_000_000,
                    "clients of a channel up to whom each event is told by itself; more are told together");

    public static final Key<Duration> TOGETHER =
            Key.duration(
                    "realtime.together",
                    Duration.ofMillis(HubSettings.STANDARD.togetherMs()),
                    "how long events of a channel with more clients are gathered before they are told together");

    public static final List<Key<?>> ALL =
            List.of(
                    SUBSCRIPTIONS,
                    PER_ACCOUNT,
                    PER_SOURCE,
                    MESSAGE_BYTES,
                    MESSAGES_PER_SECOND,
                    MESSAGE_BURST,
                    HISTORY,
                    FEW,
                    TOGETHER);

    private RealtimeKeys() {}

    public static HubSettings settings(Config config) {
        return new HubSettings(
                config.get(SUBSCRIPTIONS),
                config.get(PER_ACCOUNT),
                config.get(PER_SOURCE),
                config.get(MESSAGE_BYTES),
                config.get(MESSAGES_PER_SECOND),
                config.get(MESSAGE_BURST),
                config.get(HISTORY),
                config.get(FEW),
                config.get(TOGETHER).toMillis());
    }
}
