package io.mitalk.media.sfu;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.kit.config.Kind;
import io.mitalk.media.srtp.Ciphers;
import io.mitalk.media.udp.UdpPort;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Immutable. The configuration keys of the packet plane. */
public final class MediaKeys {

    private static final Kind<NativeUse> NATIVE = Kind.ofEnum(NativeUse.class);

    public static final Key<Integer> PORT =
            Key.port(
                    "media.port",
                    7882,
                    "UDP port of the first packet worker; the next ones take the following ports");

    public static final Key<String> BIND =
            Key.text(
                    "media.bind",
                    "::",
                    "address that the media ports are bound to; :: means all of this machine's, IPv6 ones too,"
                            + " and 0.0.0.0 all of its IPv4 ones");

    public static final Key<Integer> WORKERS =
            Key.integer(
                    "media.workers",
                    0,
                    0,
                    64,
                    "packet threads; 0 means one up to four cores, then one for every four");

    public static final Key<List<String>> ADDRESSES =
            Key.list(
                    "media.addresses",
                    List.of(),
                    "addresses that clients send media to, IPv4 or IPv6, best first, such as a cloud machine's"
                            + " public one; none means this machine's own");

    public static final Key<Duration> NEVER_ACTIVE =
            Key.duration(
                    "media.never-active",
                    Duration.ofSeconds(30),
                    "how long a client may take from the first description to connected sound,"
                            + " until it has to join anew");

    public static final Key<Duration> DISCONNECTED =
            Key.duration(
                    "media.disconnected",
                    Duration.ofSeconds(10),
                    "silence of a client's connection after which it is told to reconnect");

    public static final Key<Duration> FAILED =
            Key.duration(
                    "media.failed",
                    Duration.ofSeconds(15),
                    "silence after which a connection is given up and its client has to join anew (RFC 7675)");

    public static final Key<Duration> SPEAKER_INTERVAL =
            Key.duration(
                    "media.speaker-interval",
                    Duration.ofMillis(400),
                    "how often it is computed who speaks");

    public static final Key<Integer> HISTORY_PACKETS =
            Key.of(
                    "media.history-packets",
                    512,
                    Kind.of("power of two", "512", MediaKeys::powerOfTwo),
                    "packets of a track that are kept to answer retransmission requests, a power of two");

    public static final Key<NativeUse> NATIVE_SOCKETS =
            Key.of(
                    "media.native-sockets",
                    NativeUse.AUTO,
                    NATIVE,
                    "many datagrams a system call (Linux); auto: where a race at the start says that it is faster");

    public static final Key<NativeUse> NATIVE_CRYPTO =
            Key.of(
                    "media.native-crypto",
                    NativeUse.AUTO,
                    NATIVE,
                    "OpenSSL instead of Java's own cryptography for packets; auto as for media.native-sockets");

    public static final Key<Integer> HANDSHAKES =
            Key.integer(
                    "media.handshakes",
                    0,
                    0,
                    64,
                    "how many DTLS handshakes may compute at once; 0 means one for every two cores");

    public static final Key<MergePolicy> MERGE =
            Key.of(
                    "media.merge",
                    MergePolicy.HIDDEN,
                    Kind.ofEnum(MergePolicy.class),
                    "who gets several packets of a speaker in one, a little later and at a third of the cost:"
                            + " nobody, the audience that others do not see, or everybody who sends nothing");

    public static final Key<Integer> MERGE_SPAN =
            Key.integer(
                    "media.merge-span-ms",
                    60,
                    40,
                    120,
                    "how much sound a merged packet holds at most, in milliseconds");

    public static final Key<Integer> MERGE_LOSS =
            Key.integer(
                    "media.merge-loss-percent",
                    1,
                    0,
                    100,
                    "a listener that loses more packets than this gets single ones until half a minute went better");

    public static final Key<Integer> LOUDEST =
            Key.integer(
                    "media.loudest",
                    3,
                    0,
                    6,
                    "how many microphones of a room are heard at once, the loudest; 0 means all");

    public static final Key<Duration> LOUDEST_HOLD =
            Key.duration(
                    "media.loudest-hold",
                    Duration.ofMillis(800),
                    "how long somebody who falls silent stays among the loudest while others speak");

    public static final Key<Integer> RED =
            Key.integer(
                    "media.red-depth",
                    2,
                    0,
                    2,
                    "how many earlier packets each brings along where both ends understand that (RFC 2198);"
                            + " 0 leaves it out, towards us too");

    public static final Key<Integer> SPILL_LISTENERS =
            Key.integer(
                    "media.spill-listeners",
                    1000,
                    0,
                    100_000,
                    "how many people of a room one worker has before listeners go to another one; 0 means never");

    public static final Key<Integer> RELAY_PACKETS =
            Key.of(
                    "media.relay-packets",
                    1024,
                    Kind.of("power of two", "1024", MediaKeys::powerOfTwo),
                    "packets that may wait on their way from one worker to another, a power of two;"
                            + " what finds no room is dropped");

    public static final List<Key<?>> ALL =
            List.of(
                    PORT,
                    BIND,
                    WORKERS,
                    ADDRESSES,
                    NEVER_ACTIVE,
                    DISCONNECTED,
                    FAILED,
                    SPEAKER_INTERVAL,
                    HISTORY_PACKETS,
                    NATIVE_SOCKETS,
                    NATIVE_CRYPTO,
                    HANDSHAKES,
                    MERGE,
                    MERGE_SPAN,
                    MERGE_LOSS,
                    LOUDEST,
                    LOUDEST_HOLD,
                    RED,
                    SPILL_LISTENERS,
                    RELAY_PACKETS);

    private MediaKeys() {}

    /**
     * The packet plane's settings.
     *
     * @param localPage whether the page is reachable from this machine only, so that clients are here too
     * @throws io.mitalk.kit.config.ConfigException when an address is none
     */
    public static SfuSettings settings(Config config, boolean localPage) {
        var addresses = addresses(config, localPage);
        return new SfuSettings(
                bind(config, addresses),
                config.get(PORT),
                workers(config.get(WORKERS)),
                addresses,
                config.get(TcpKeys.UDP),
                TcpKeys.settings(config),
                millis(config, NEVER_ACTIVE),
                millis(config, DISCONNECTED),
                millis(config, FAILED),
                millis(config, SPEAKER_INTERVAL),
                config.get(HISTORY_PACKETS),
                working(config, NATIVE_SOCKETS, UdpPort.batchedWorks()),
                working(config, NATIVE_CRYPTO, Ciphers.openSslWorks()),
                handshakes(config.get(HANDSHAKES)),
                new ForwardSettings(
                        config.get(MERGE),
                        config.get(MERGE_SPAN),
                        config.get(MERGE_LOSS),
                        config.get(LOUDEST),
                        millis(config, LOUDEST_HOLD),
                        config.get(RED)),
                new SpanSettings(config.get(SPILL_LISTENERS), config.get(RELAY_PACKETS)),
                DataKeys.settings(config),
                OverloadKeys.settings(config));
    }

    private static NativeUse working(Config config, Key<NativeUse> key, boolean works) {
        var use = config.get(key);
        if (use == NativeUse.ON && !works) {
            throw config.refused(key, "is on, and this system cannot do it; auto would do without");
        }
        return use;
    }

    private static int handshakes(int asked) {
        return asked > 0 ? asked : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    private static int workers(int asked) {
        int cores = Runtime.getRuntime().availableProcessors();
        return asked > 0 ? asked : cores <= 4 ? 1 : cores / 4;
    }

    private static List<InetAddress> addresses(Config config, boolean localPage) {
        var named = config.get(ADDRESSES);
        if (!named.isEmpty()) {
            return named.stream().map(text -> address(config, ADDRESSES, text)).toList();
        }
        var bind = address(config, BIND, config.get(BIND));
        if (!bind.isAnyLocalAddress()) {
            return List.of(bind);
        }
        var addresses = new ArrayList<>(own(bind));
        if (localPage || addresses.isEmpty()) {
            addresses.add(InetAddress.ofLiteral("127.0.0.1"));
        }
        return List.copyOf(addresses);
    }

    /** Without IPv6 in what clients are told, sockets of IPv4 alone do, which cost the system less. */
    private static InetAddress bind(Config config, List<InetAddress> addresses) {
        var bind = address(config, BIND, config.get(BIND));
        boolean six = addresses.stream().anyMatch(Inet6Address.class::isInstance);
        if (six && bind instanceof Inet4Address) {
            throw config.refused(ADDRESSES, "names an IPv6 address, and media.bind an IPv4 one");
        }
        return bind.isAnyLocalAddress() && !six ? InetAddress.ofLiteral("0.0.0.0") : bind;
    }

    /** This machine's addresses of the families that are bound, IPv4 first, without loopback and link-local ones. */
    private static List<InetAddress> own(InetAddress bind) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(
                            address ->
                                    address instanceof Inet4Address || bind instanceof Inet6Address)
                    .filter(
                            address ->
                                    !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .sorted(Comparator.comparingInt(address -> address.getAddress().length))
                    .map(MediaKeys::unscoped)
                    .toList();
        } catch (SocketException e) {
            throw new UncheckedIOException(
                    "the machine does not tell its addresses; set media.addresses", e);
        }
    }

    /** Without the interface that Java names behind an IPv6 address of this machine. */
    private static InetAddress unscoped(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 bytes", e);
        }
    }

    private static InetAddress address(Config config, Key<?> key, String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw config.refused(key, "holds " + text + ", which is no IP address");
        }
    }

    private static int millis(Config config, Key<Duration> key) {
        return Math.toIntExact(config.get(key).toMillis());
    }

    private static int powerOfTwo(String text) {
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            number = 0;
        }
        if (number < 16 || number > 65_536 || Integer.bitCount(number) != 1) {
            throw new IllegalArgumentException("is not a power of two from 16 to 65536");
        }
        return number;
    }
}
