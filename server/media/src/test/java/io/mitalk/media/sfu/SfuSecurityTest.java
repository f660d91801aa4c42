package io.mitalk.media.sfu;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.client.AudioSource;
import io.mitalk.media.client.LoopbackPeer;
import io.mitalk.media.client.PeerListener;
import io.mitalk.media.client.PeerLoop;
import io.mitalk.media.client.Recorder;
import io.mitalk.media.client.RemoteEnd;
import io.mitalk.media.dtls.Forgeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks of the network on the whole packet path, with the clients that the benchmark also uses. */
@ParameterizedClass
@MethodSource("io.mitalk.media.sfu.Stage#paths")
final class SfuSecurityTest {

    private static final int SSRC = 0x0101_0101;
    private static final PeerListener DEAF = new PeerListener() {};
    private static final byte[] FRAME = new byte[60];

    private final Stage stage;
    private final PeerLoop loop;

    SfuSecurityTest(NativeUse path) {
        this.stage = new Stage(path);
        this.loop =
                PeerLoop.start(
                        new PeerLoop.Parts(Clock.system(), Randomness.secure(), stage.threads));
    }

    @AfterEach
    void close() {
        loop.close();
        stage.close();
    }

    @Test
    @DisplayName(
            "[S1] 10,000 forged hellos of all kinds from other ports do not delay a handshake by a second")
    void helloFlood() throws Exception {
        var transport = stage.room.addPeer("PA_victim").openTransport(TransportRole.PUBLISHER);
        var server = transport.local().candidates().getFirst();
        long before = Clock.system().nanoTime();
        var flood = stage.threads.platform("flood", () -> send(server, 10_000));
        var victim = join(transport, DEAF);

        assertThat(Duration.ofNanos(Clock.system().nanoTime() - before))
                .isLessThan(Duration.ofSeconds(1));
        flood.join();
        await().atMost(5, SECONDS)
                .until(() -> stage.counters().drops(DropReason.UNPROVEN_ADDRESS) > 0);
        assertThat(stage.reached("PA_victim", TransportState.FAILED)).isFalse();
        assertThat(victim.closedByServer()).isNotDone();
    }

    @Test
    @DisplayName(
            "[S7] through loss and the rollover each packet is forwarded once, amid damaged, foreign and repeated ones")
    void rollover() throws Exception {
        var up = stage.room.addPeer("PA_up").openTransport(TransportRole.PUBLISHER);
        var track =
                up.addUpTrack(
                        new UpTrackSpec("TR_up", "0", SSRC, 111, 0, 1, false, true, 0, false));
        var publisher = join(up, DEAF);
        var other =
                join(stage.room.addPeer("PA_other").openTransport(TransportRole.PUBLISHER), DEAF);
        var recorder = new Recorder();
        var down = stage.room.addPeer("PA_down").openTransport(TransportRole.SUBSCRIBER);
        down.addDownTrack(track, new DownTrackSpec("0", SSRC + 1, 96, 0, "up"));
        var listener = join(down, recorder);
        // A client knows its keys a moment before the worker does; what comes in between is not the
        // matter here.
        await().atMost(5, SECONDS)
                .until(
                        () ->
                                Stream.of("PA_up", "PA_other", "PA_down")
                                        .allMatch(
                                                sid ->
                                                        stage.reached(
                                                                sid, TransportState.CONNECTED)));
        var source = new AudioSource(publisher, AudioSource.Spec.opus(SSRC), 65_500);
        var foreign = new AudioSource(other, AudioSource.Spec.opus(SSRC), 65_500);
        var random = new Random(7);
        int good = 0;
        for (int i = 0; i < 80; i++) {
            long seq = source.nextSequence();
            var plain = source.next(FRAME, 20);
            var sealed = publisher.protectOnly(plain, seq);
            var damaged = sealed.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            publisher.sendRaw(damaged);
            publisher.sendRaw(other.protectOnly(foreign.next(FRAME, 20), seq));
            if (i % 7 != 3) {
                publisher.sendRaw(sealed);
                publisher.sendRaw(sealed);
                good++;
            }
            Thread.sleep(20);
        }
        int expected = good;
        await().atMost(5, SECONDS).until(() -> recorder.packets().size() >= expected);
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        assertThat(recorder.packets()).hasSize(expected);
        assertThat(recorder.packets().stream().map(Recorder.Packet::timestamp))
                .doesNotHaveDuplicates();
        assertThat(stage.counters().drops(DropReason.REPLAYED)).isGreaterThanOrEqualTo(expected);
        assertThat(listener.counters().refused()).isZero();
    }

    private LoopbackPeer join(TransportHandle transport, PeerListener listener) throws Exception {
        var client = loop.open(listener);
        var local = transport.local();
        client.connect(
                RemoteEnd.passive(local.ice(), local.candidates().getFirst(), local.fingerprint()));
        transport.remote(new RemoteParameters(client.ice(), "sha-256", client.fingerprint()));
        client.connected().get(10, SECONDS);
        return client;
    }

    private static void send(InetSocketAddress server, int times) {
        var hellos = Forgeries.hellos();
        try (var channel = DatagramChannel.open()) {
            for (int i = 0; i < times; i++) {
                channel.send(ByteBuffer.wrap(hellos.get(i % hellos.size())), server);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
