package io.mitalk.media.impair;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The relay over real sockets, against a server that sends everything back. */
class ImpairmentRelayTest {

    private final Threads threads = Threads.create();
    private final List<Integer> portsSeen = new CopyOnWriteArrayList<>();
    private DatagramSocket server;
    private ImpairmentRelay relay;

    @BeforeEach
    void open() throws Exception {
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        server = new DatagramSocket(new InetSocketAddress(loopback, 0));
        threads.platform("echo", this::echo);
        relay =
                ImpairmentRelay.start(
                        new ImpairmentRelay.Parts(Clock.system(), threads),
                        new InetSocketAddress(loopback, server.getLocalPort()),
                        Impairment.NONE,
                        42);
    }

    @AfterEach
    void close() {
        relay.close();
        server.close();
        threads.close();
    }

    private void echo() {
        var packet = new DatagramPacket(new byte[2048], 2048);
        try {
            while (true) {
                packet.setLength(2048);
                server.receive(packet);
                portsSeen.add(packet.getPort());
                server.send(packet);
            }
        } catch (IOException e) {
            assertThat(server.isClosed()).isTrue();
        }
    }

    private static void send(DatagramSocket client, InetSocketAddress to, int value)
            throws Exception {
        client.send(new DatagramPacket(new byte[] {(byte) value}, 1, to));
    }

    private static int receive(DatagramSocket client) throws Exception {
        var packet = new DatagramPacket(new byte[16], 16);
        client.setSoTimeout(5_000);
        client.receive(packet);
        return packet.getData()[0];
    }

    @Test
    @DisplayName(
            "two clients have a port each towards the server, answers find back, a NAT that forgets gives new ones")
    void flows() throws Exception {
        try (var one = new DatagramSocket();
                var other = new DatagramSocket()) {
            send(one, relay.front(), 1);
            assertThat(receive(one)).isEqualTo(1);
            send(other, relay.front(), 2);
            assertThat(receive(other)).isEqualTo(2);
            assertThat(portsSeen).hasSize(2).doesNotHaveDuplicates();
            relay.rebind();
            send(one, relay.front(), 3);
            assertThat(receive(one)).isEqualTo(3);
            assertThat(portsSeen).hasSize(3).doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("each direction is treated by itself, and what it lost and repeated is counted")
    void directions() throws Exception {
        relay.change(Impairment.NONE.repeating(1), Impairment.lossy(1));
        try (var client = new DatagramSocket()) {
            for (int i = 0; i < 10; i++) {
                send(client, relay.front(), i);
            }
            await().atMost(5, SECONDS).until(() -> relay.down().entered() == 20);
            assertThat(relay.up()).isEqualTo(new ImpairmentRelay.Tally(10, 0, 10));
            assertThat(relay.down()).isEqualTo(new ImpairmentRelay.Tally(20, 20, 0));
            relay.change(Impairment.NONE, Impairment.NONE.delayed(40, 0));
            long begunNs = Clock.system().nanoTime();
            send(client, relay.front(), 77);
            assertThat(receive(client)).isEqualTo(77);
            assertThat(Clock.system().nanoTime() - begunNs).isGreaterThanOrEqualTo(40_000_000L);
        }
    }
}
