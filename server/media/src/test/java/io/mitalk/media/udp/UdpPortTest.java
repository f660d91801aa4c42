package io.mitalk.media.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.kit.lifecycle.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** One contract for NIO and for batches. */
@ParameterizedClass
@MethodSource("kinds")
final class UdpPortTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress IPV6 = InetAddress.ofLiteral("::1");

    /** RFC 5737 section 3: nobody is there. */
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("192.0.2.1");

    private static final int WAIT_MS = 2000;

    private final boolean batched;
    private final List<UdpPort> ports = new ArrayList<>();

    UdpPortTest(boolean batched) {
        this.batched = batched;
    }

    static Stream<Boolean> kinds() {
        return UdpPort.batchedWorks() ? Stream.of(false, true) : Stream.of(false);
    }

    @AfterEach
    void close() {
        ports.forEach(UdpPort::close);
    }

    @Test
    @DisplayName("datagrams of two senders arrive whole, in their order and under their addresses")
    void order() throws IOException {
        var to = bind(LOOPBACK, 0);
        var anna = bind(LOOPBACK, 0);
        var ben = bind(LOOPBACK, 0);
        for (int i = 0; i < 200; i++) {
            send(anna, "anna " + i, to);
            send(ben, "ben " + i, to);
        }
        assertThat(anna.flush()).isZero();
        assertThat(ben.flush()).isZero();

        var heard = receive(to, 400);

        assertThat(heard).hasSize(400);
        for (int i = 0; i < 200; i++) {
            assertThat(heard).contains(anna.port() + " anna " + i, ben.port() + " ben " + i);
        }
        assertThat(heard.stream().filter(h -> h.contains("anna")).toList())
                .startsWith(anna.port() + " anna 0", anna.port() + " anna 1");
        assertThat(to.receive()).isNull();
    }

    @Test
    @DisplayName("an empty datagram and one of the largest size keep their lengths")
    void sizes() throws IOException {
        var to = bind(LOOPBACK, 0);
        var from = bind(LOOPBACK, 0);
        from.send(new byte[UdpPort.MAX_DATAGRAM_BYTES], 0, at(to));
        from.send(new byte[UdpPort.MAX_DATAGRAM_BYTES], UdpPort.MAX_DATAGRAM_BYTES, at(to));
        assertThat(from.flush()).isZero();

        to.await(WAIT_MS);
        assertThat(to.receive()).isNotNull();
        assertThat(to.length()).isZero();
        while (to.receive() == null) {
            to.await(WAIT_MS);
        }
        assertThat(to.length()).isEqualTo(UdpPort.MAX_DATAGRAM_BYTES);
    }

    @Test
    @DisplayName("IPv6 works both ways, and an IPv4 peer is seen under its IPv4 address")
    void ipv6() throws IOException {
        assumeIpv6();
        var to = bind(InetAddress.ofLiteral("::"), 0);
        var six = bind(IPV6, 0);
        var four = bind(LOOPBACK, 0);
        six.send(bytes("six"), 3, RemoteAddress.of(new InetSocketAddress(IPV6, to.port())));
        four.send(bytes("four"), 4, at(to));
        six.flush();
        four.flush();

        var heard = receive(to, 2);
        assertThat(heard).containsExactlyInAnyOrder(six.port() + " six", four.port() + " four");

        send(to, "back", four);
        to.flush();
        assertThat(receive(four, 1)).containsExactly(to.port() + " back");
    }

    @Test
    @DisplayName("a flood of one family does not silence the other")
    void fair() throws IOException {
        assumeIpv6();
        var to = bind(InetAddress.ofLiteral("::"), 0);
        var six = bind(IPV6, 0);
        var four = bind(LOOPBACK, 0);
        for (int i = 0; i < 200; i++) {
            send(four, "four", to);
        }
        six.send(bytes("six"), 3, RemoteAddress.of(new InetSocketAddress(IPV6, to.port())));
        four.flush();
        six.flush();

        var heard = receive(to, 201);
        assertThat(heard).hasSize(201).contains(six.port() + " six");
    }

    @Test
    @DisplayName("a link-local address is answered on the interface that it came from")
    void linkLocal() throws IOException {
        var own = linkLocalAddress();
        Assumptions.assumeTrue(own != null, "this machine has no link-local IPv6 address");
        var to = bind(InetAddress.ofLiteral("::"), 0);
        var from = bind(own, 0);
        from.send(bytes("here"), 4, RemoteAddress.of(new InetSocketAddress(own, to.port())));
        assertThat(from.flush()).isZero();
        to.await(WAIT_MS);
        var sender = Objects.requireNonNull(to.receive());
        to.send(bytes("there"), 5, sender);
        assertThat(to.flush()).isZero();
        assertThat(receive(from, 1)).containsExactly(to.port() + " there");
    }

    private static void assumeIpv6() throws IOException {
        boolean has =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .anyMatch(IPV6::equals);
        Assumptions.assumeTrue(has, "this machine has no ::1");
    }

    private static @Nullable InetAddress linkLocalAddress() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> a instanceof Inet6Address && a.isLinkLocalAddress())
                .findFirst()
                .orElse(null);
    }

    @Test
    @DisplayName(
            "a datagram that the system refuses is counted, and does not hold up those behind it")
    void refused() throws IOException {
        var to = bind(LOOPBACK, 0);
        var from = bind(LOOPBACK, 0);
        send(from, "one", to);
        // An IPv4 socket on loopback has no way there.
        from.send(bytes("lost"), 4, RemoteAddress.of(new InetSocketAddress(ELSEWHERE, 9)));
        send(from, "two", to);

        assertThat(from.flush()).isEqualTo(1);
        assertThat(from.flush()).isZero();
        assertThat(receive(to, 2)).containsExactly(from.port() + " one", from.port() + " two");
    }

    @Test
    @DisplayName("a wake ends the wait, also one that begins later, and does nothing after the end")
    void wake() throws IOException {
        var port = bind(LOOPBACK, 0);
        port.wake();
        port.await(3_600_000);
        try (var threads = Threads.create()) {
            threads.after(50, port::wake);
            port.await(3_600_000);
        }
        port.close();
        port.wake();
        assertThat(ports).contains(port);
    }

    @Test
    @DisplayName("a port that is taken is named in the refusal")
    void taken() {
        var first = bind(LOOPBACK, 0);
        assertThatThrownBy(() -> bind(LOOPBACK, first.port()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("UDP port " + first.port())
                .hasMessageContaining("already in use");
    }

    private UdpPort bind(InetAddress address, int port) {
        var bound = UdpPort.bind(address, port, batched);
        ports.add(bound);
        return bound;
    }

    private static RemoteAddress at(UdpPort port) {
        return RemoteAddress.of(new InetSocketAddress(LOOPBACK, port.port()));
    }

    private static void send(UdpPort from, String text, UdpPort to) {
        from.send(bytes(text), text.length(), at(to));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Senders' ports and texts, until there are so many or nothing came for a while. */
    private static List<String> receive(UdpPort port, int count) throws IOException {
        var heard = new ArrayList<String>();
        for (int empty = 0; empty < 3 && heard.size() < count; empty++) {
            port.await(WAIT_MS);
            for (var from = port.receive(); from != null; from = port.receive()) {
                empty = 0;
                var text = new String(port.buffer(), 0, port.length(), StandardCharsets.US_ASCII);
                heard.add(from.address().getPort() + " " + text);
            }
        }
        return heard;
    }
}
