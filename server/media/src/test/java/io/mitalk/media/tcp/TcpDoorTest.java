package io.mitalk.media.tcp;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.udp.FrameSink;
import io.mitalk.media.udp.RemoteAddress;
import io.mitalk.wire.framing.Framing;
import io.mitalk.wire.stun.BindingRequest;
import io.mitalk.wire.stun.ShortTermKey;
import io.mitalk.wire.stun.StunWriter;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The TCP port with a worker of ten lines behind it, and clients good and bad before it. */
final class TcpDoorTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private static final TcpSettings SETTINGS =
            new TcpSettings(true, 0, 100, 100, 60_000, 60_000, 65_536, 60_000);

    private final Threads threads = Threads.create();
    private final Worker worker = new Worker();
    private final List<Socket> clients = new ArrayList<>();
    private @Nullable TcpDoor door;

    /** Takes everything, and answers nothing by itself. */
    private static final class Worker implements TcpReceiver {

        @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
        record Heard(RemoteAddress from, byte[] datagram) {}

        final List<Heard> heard = new CopyOnWriteArrayList<>();
        final List<RemoteAddress> ended = new CopyOnWriteArrayList<>();
        boolean handling = true;

        @Override
        public void received(RemoteAddress from, byte[] datagram) {
            heard.add(new Heard(from, datagram));
            if (handling) {
                stream(from).handled();
            }
        }

        @Override
        public void ended(RemoteAddress from) {
            ended.add(from);
        }

        FrameSink only() {
            await().atMost(10, SECONDS).until(() -> !heard.isEmpty());
            return stream(heard.getFirst().from());
        }

        List<String> texts() {
            return heard.stream()
                    .skip(1)
                    .map(h -> new String(h.datagram(), StandardCharsets.US_ASCII))
                    .toList();
        }
    }

    @AfterEach
    void close() throws Exception {
        for (var client : clients) {
            client.close();
        }
        opened().close();
        threads.close();
    }

    @Test
    @DisplayName(
            "after its check a client's datagrams reach the worker of its user name in order, however they are cut")
    void inOrder() throws Exception {
        open(SETTINGS);
        var client = connect();
        client.write(check("anna"));
        worker.only().proven();
        var frames = new byte[0];
        for (int i = 0; i < 40; i++) {
            frames = join(frames, frame("datagram " + i));
        }
        for (int at = 0; at < frames.length; at += 7) {
            client.write(Arrays.copyOfRange(frames, at, Math.min(frames.length, at + 7)));
        }

        await().atMost(10, SECONDS).until(() -> worker.heard.size() == 41);
        assertThat(worker.texts()).startsWith("datagram 0", "datagram 1").hasSize(40);
        assertThat(worker.texts().getLast()).isEqualTo("datagram 39");
        var from = worker.heard.getFirst().from();
        assertThat(from.address().getPort()).isEqualTo(client.socket().getLocalPort());
        assertThat(from).isNotEqualTo(RemoteAddress.of(from.address()));
    }

    @Test
    @DisplayName("what a worker sends arrives in order, and both ends may close")
    void outwards() throws Exception {
        open(SETTINGS);
        var client = connect();
        client.write(check("anna"));
        var stream = worker.only();
        for (int i = 0; i < 200; i++) {
            byte[] bytes = ("frame " + i).getBytes(StandardCharsets.US_ASCII);
            assertThat(stream.offer(bytes, bytes.length)).isTrue();
        }
        for (int i = 0; i < 200; i++) {
            assertThat(client.read()).isEqualTo("frame " + i);
        }
        stream.close();
        assertThat(client.isClosed()).isTrue();
        await().atMost(10, SECONDS).until(() -> worker.ended.size() == 1);
        assertThat(stream.offer(new byte[4], 4)).isFalse();

        var other = connect();
        other.write(check("anna"));
        await().atMost(10, SECONDS).until(() -> worker.heard.size() == 2);
        other.socket().close();
        await().atMost(10, SECONDS).until(() -> worker.ended.size() == 2);
        await().atMost(10, SECONDS).until(() -> counters().open.sum() == 0);
    }

    @Test
    @DisplayName("whoever begins with anything but a check is cut off, and so is a frame too long")
    void order() throws Exception {
        open(SETTINGS);
        var wrong = new ArrayList<Client>();
        wrong.add(connect().write(frame("no STUN at all")));
        wrong.add(connect().write(Framing.frame(new byte[] {0, 1, 0, 0, 1}, 0, 5)));
        wrong.add(connect().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        wrong.add(connect().write(new byte[] {(byte) 0xFF, (byte) 0xFF}));
        for (var client : wrong) {
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(counters().violations.sum()).isEqualTo(wrong.size());
        assertThat(worker.heard).isEmpty();

        var late = connect().write(check("anna"));
        worker.only().proven();
        late.write(new byte[] {8, 1});
        assertThat(late.isClosed()).isTrue();
        assertThat(worker.ended).hasSize(1);
    }

    @Test
    @DisplayName("[S14] who proves nothing in time is cut off, however it sits there")
    void unproven() throws Exception {
        open(new TcpSettings(true, 0, 100, 100, 300, 60_000, 65_536, 60_000));
        var silent = connect();
        var half = connect().write(new byte[] {0});
        var unknown = connect().write(check("nobody"));
        var unsigned = connect().write(check("anna"));
        var proven = connect().write(check("anna"));
        await().atMost(10, SECONDS).until(() -> worker.heard.size() == 2);
        for (var heard : worker.heard) {
            if (heard.from().address().getPort() == proven.socket().getLocalPort()) {
                stream(heard.from()).proven();
            }
        }

        for (var client : List.of(silent, half, unknown, unsigned)) {
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(counters().unproven.sum()).isEqualTo(4);
        assertThat(counters().open.sum()).isEqualTo(1);
    }

    @Test
    @DisplayName("checks without end that nobody signed do not keep a connection")
    void early() throws Exception {
        open(SETTINGS);
        var client = connect();
        try {
            for (int i = 0; i < 1000; i++) {
                client.write(check("anna"));
            }
        } catch (IOException e) {
            assertThat(e).isNotNull(); // cut off while it still wrote
        }
        assertThat(client.isClosed()).isTrue();
        assertThat(counters().violations.sum()).isEqualTo(1);
        assertThat(worker.heard).hasSizeLessThan(30);
    }

    @Test
    @DisplayName(
            "[S14] one source has its bound, and a full house lets the oldest without proof go")
    void bounds() throws Exception {
        open(new TcpSettings(true, 0, 3, 100, 60_000, 60_000, 65_536, 60_000));
        var first = connect().write(check("anna"));
        worker.only().proven();
        var second = connect();
        var third = connect();
        await().atMost(10, SECONDS).until(() -> counters().open.sum() == 3);
        var fourth = connect();
        assertThat(second.isClosed()).isTrue();
        await().atMost(10, SECONDS).until(() -> counters().accepted.sum() == 4);
        assertThat(counters().open.sum()).isEqualTo(3);
        first.write(frame("still here"));
        await().atMost(10, SECONDS).until(() -> worker.texts().contains("still here"));
        opened().close();

        open(new TcpSettings(true, 0, 100, 2, 60_000, 60_000, 65_536, 60_000));
        var a = connect();
        var b = connect();
        assertThat(connect().isClosed()).isTrue();
        assertThat(counters().refused.sum()).isEqualTo(1);
        a.socket().close();
        await().atMost(10, SECONDS).until(() -> counters().open.sum() == 1);
        connect();
        await().atMost(10, SECONDS).until(() -> counters().accepted.sum() == 3);
        assertThat(List.of(third, fourth, b)).doesNotContainNull();
    }

    @Test
    @DisplayName(
            "a client that reads nothing costs its queue and no more, and nobody else waits for it")
    void slowReader() throws Exception {
        open(SETTINGS);
        var slow = connect();
        slow.write(check("anna"));
        var toSlow = worker.only();
        var quick = connect();
        quick.write(check("anna"));
        await().atMost(10, SECONDS).until(() -> worker.heard.size() == 2);
        var toQuick = stream(worker.heard.getLast().from());

        byte[] packet = new byte[1000];
        int taken = 0;
        while (toSlow.offer(packet, packet.length) && taken < 100_000) {
            taken++;
            if (taken % 20 == 0) {
                toQuick.offer(("quick " + taken).getBytes(StandardCharsets.US_ASCII), 8);
            }
        }
        assertThat(taken).isBetween(60, 99_999);
        assertThat(quick.read()).isEqualTo("quick 20");

        for (int i = 0; i < taken; i++) {
            assertThat(slow.length()).isEqualTo(1000);
        }
        assertThat(toSlow.offer("again".getBytes(StandardCharsets.US_ASCII), 5)).isTrue();
        assertThat(slow.read()).isEqualTo("again");
    }

    @Test
    @DisplayName("sound that waited too long is dropped, so that what a client hears next is new")
    void stale() throws Exception {
        open(new TcpSettings(true, 0, 100, 100, 60_000, 60_000, 65_536, 50));
        var client = connect();
        client.write(check("anna"));
        var stream = worker.only();
        byte[] packet = new byte[1000];
        await().atMost(20, SECONDS)
                .pollInterval(Duration.ofMillis(1))
                .until(
                        () -> {
                            for (int i = 0; i < 64; i++) {
                                stream.offer(packet, packet.length);
                            }
                            return counters().framesStale.sum() > 0;
                        });
        byte[] last = "news".getBytes(StandardCharsets.US_ASCII);
        int old = 0;
        while (!stream.offer(last, last.length)) {
            client.length();
            old++;
        }
        assertThat(old).isLessThan(100_000);
    }

    @Test
    @DisplayName(
            "a client that sends faster than its worker takes loses the surplus and nothing piles up")
    void flood() throws Exception {
        open(SETTINGS);
        worker.handling = false;
        var client = connect();
        client.write(check("anna"));
        worker.only().proven();
        for (int i = 0; i < 500; i++) {
            client.write(frame("flood"));
        }
        await().atMost(10, SECONDS).until(() -> counters().framesIn.sum() == 501);
        assertThat(worker.heard).hasSize(64);
        assertThat(counters().framesInDropped.sum()).isEqualTo(437);
        worker.heard.forEach(heard -> stream(heard.from()).handled());
        client.write(frame("calm"));
        await().atMost(10, SECONDS).until(() -> worker.texts().contains("calm"));
    }

    @Test
    @DisplayName("a connection on which nothing comes any more is closed")
    void idle() throws Exception {
        open(new TcpSettings(true, 0, 100, 100, 60_000, 400, 65_536, 60_000));
        var client = connect();
        client.write(check("anna"));
        worker.only().proven();
        assertThat(client.isClosed()).isTrue();
        assertThat(counters().idle.sum()).isEqualTo(1);
        assertThat(worker.ended).hasSize(1);
    }

    @Test
    @DisplayName("a port that is taken is named in the refusal")
    void taken() {
        open(SETTINGS);
        var same = new TcpSettings(true, opened().port(), 1, 1, 1, 1, 4096, 1);
        assertThatThrownBy(() -> TcpDoor.open(LOOPBACK, same, parts()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("TCP port " + opened().port())
                .hasMessageContaining("already in use");
    }

    private void open(TcpSettings settings) {
        door = TcpDoor.open(LOOPBACK, settings, parts());
    }

    private TcpDoor.Parts parts() {
        return new TcpDoor.Parts(
                Clock.system(), threads, ufrag -> ufrag.equals("anna") ? worker : null);
    }

    private TcpDoor opened() {
        return Objects.requireNonNull(door);
    }

    private TcpCounters counters() {
        return opened().counters();
    }

    private Client connect() throws IOException {
        var socket = new Socket();
        socket.setOption(StandardSocketOptions.SO_RCVBUF, 16_384);
        socket.connect(new InetSocketAddress(LOOPBACK, opened().port()));
        socket.setSoTimeout(20_000);
        clients.add(socket);
        return new Client(socket, new DataInputStream(socket.getInputStream()));
    }

    /** A client that blocks where it reads. */
    private record Client(Socket socket, DataInputStream in) {

        Client write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            return this;
        }

        String read() throws IOException {
            byte[] datagram = new byte[in.readUnsignedShort()];
            in.readFully(datagram);
            return new String(datagram, StandardCharsets.US_ASCII);
        }

        int length() throws IOException {
            int length = in.readUnsignedShort();
            in.skipNBytes(length);
            return length;
        }

        /** Whether the server has closed; waits for it. */
        boolean isClosed() throws IOException {
            try {
                return in.read() < 0;
            } catch (SocketException e) {
                return true; // what we wrote last was not read any more
            }
        }
    }

    private static FrameSink stream(RemoteAddress from) {
        return Objects.requireNonNull(from.stream());
    }

    private static byte[] check(String ufrag) {
        byte[] buf = new byte[200];
        var request = new BindingRequest(new byte[12], ufrag + ":client", 1, true, 1, true);
        int len = new StunWriter().request(buf, 0, request, ShortTermKey.of("password"));
        return Framing.frame(buf, 0, len);
    }

    private static byte[] frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Framing.frame(bytes, 0, bytes.length);
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
