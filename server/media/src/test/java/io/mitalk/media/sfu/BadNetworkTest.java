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
import io.mitalk.media.impair.Impairment;
import io.mitalk.media.impair.ImpairmentRelay;
import io.mitalk.wire.rtcp.RtcpView;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One speaker, one listener and one of the audience; the speaker's way to the server goes through a bad network. */
class BadNetworkTest {

    private static final int MID_EXTENSION = 4;
    private static final byte[] FRAME = {0x78, 1, 2, 3};

    private final Stage stage = new Stage();
    private final PeerLoop loop =
            PeerLoop.start(new PeerLoop.Parts(Clock.system(), Randomness.secure(), stage.threads));
    private final Recorder recorder = new Recorder();
    private final Recorder audience = new Recorder();
    private ImpairmentRelay relay;
    private AudioSource source;

    @BeforeEach
    void open() throws Exception {
        var anna = stage.room.addPeer("anna").openTransport(TransportRole.PUBLISHER);
        var track =
                anna.addUpTrack(
                        new UpTrackSpec(
                                "TR_anna",
                                "0",
                                1000,
                                111,
                                MID_EXTENSION,
                                1,
                                false,
                                true,
                                0,
                                false));
        var server = anna.local().candidates().getFirst();
        relay =
                ImpairmentRelay.start(
                        new ImpairmentRelay.Parts(Clock.system(), stage.threads),
                        server,
                        Impairment.NONE,
                        2026);
        var voice = new Repeating();
        var speaker = loop.open(voice);
        source =
                new AudioSource(
                        speaker, new AudioSource.Spec(1000, 111, 1, MID_EXTENSION, "0"), 60_000);
        voice.source = source;
        connect(speaker, anna, relay.front());

        var ben = stage.room.addPeer("ben").openTransport(TransportRole.SUBSCRIBER);
        ben.addDownTrack(track, new DownTrackSpec("3", 2000, 109, MID_EXTENSION, "stream"));
        connect(loop.open(recorder), ben, server);
        var dora = stage.room.addPeer("dora");
        dora.hidden(true);
        var hidden = dora.openTransport(TransportRole.SUBSCRIBER);
        hidden.addDownTrack(track, new DownTrackSpec("3", 2001, 109, MID_EXTENSION, "stream"));
        connect(loop.open(audience), hidden, server);
        await().atMost(5, SECONDS)
                .until(
                        () ->
                                stage.connected("ben")
                                        && stage.connected("dora")
                                        && stage.connected("anna"));
    }

    @AfterEach
    void close() {
        relay.close();
        loop.close();
        stage.close();
    }

    /** A speaker that sends again what it is asked for. */
    private static final class Repeating implements PeerListener {
        private final RtcpView view = new RtcpView();
        private volatile @Nullable AudioSource source;

        @Override
        public void rtcp(byte[] buf, int off, int len) {
            if (!view.wrap(buf, off, len)) {
                return;
            }
            while (view.next()) {
                for (int i = 0; view.isNack() && i < view.nackCount(); i++) {
                    repeat(view.nackSequence(i), view.nackMask(i));
                }
            }
        }

        private void repeat(int first, int mask) {
            var voice = Objects.requireNonNull(source);
            for (int bit = -1; bit < 16; bit++) {
                if (bit < 0 || (mask >> bit & 1) != 0) {
                    int seq = first + bit + 1 & 0xffff;
                    voice.repeat(seq < 60_000 ? seq + 65_536L : seq);
                }
            }
        }
    }

    private static void connect(
            LoopbackPeer client, TransportHandle transport, InetSocketAddress via)
            throws Exception {
        var local = transport.local();
        client.connect(RemoteEnd.passive(local.ice(), via, local.fingerprint()));
        transport.remote(new RemoteParameters(client.ice(), "sha-256", client.fingerprint()));
        client.connected().get(10, SECONDS);
    }

    private void speak(int packets) throws InterruptedException {
        for (int i = 0; i < packets; i++) {
            source.send(FRAME, 20);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private long heard() {
        return recorder.packets().stream().mapToLong(Recorder.Packet::timestamp).distinct().count();
    }

    @Test
    @DisplayName(
            "bursts of loss, jitter, disorder and repeats on the way up: 99 of 100 packets are heard, none twice")
    void repaired() throws Exception {
        var way = Impairment.bursts(0.1, 3).delayed(15, 20).overtaking(0.02, 20).repeating(0.02);
        relay.change(way, Impairment.lossy(0.05));
        speak(600);
        await().atMost(5, SECONDS).until(() -> heard() >= 594);
        assertThat(recorder.packets().stream().map(Recorder.Packet::sequence))
                .doesNotHaveDuplicates();
        assertThat(relay.up().lost()).isGreaterThan(30);
        // What came late for its merged packet has its own place there too.
        await().atMost(5, SECONDS).until(() -> audience.frames() >= 594);
        assertThat(audience.frames()).isLessThanOrEqualTo(600);
        assertThat(audience.packets()).hasSizeLessThan(500);
        assertThat(audience.packets().stream().map(Recorder.Packet::sequence))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName(
            "[S12] a speaker whose NAT gives it another address is heard again with its next check, within 3 s")
    void rebound() throws Exception {
        speak(5);
        await().atMost(5, SECONDS).until(() -> heard() == 5);
        relay.rebind();
        await().atMost(3, SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(
                        () -> {
                            source.send(FRAME, 20);
                            return heard() > 5;
                        });
        assertThat(stage.counters().drops(DropReason.UNPROVEN_ADDRESS)).isPositive();
    }

    @Test
    @DisplayName(
            "a line too narrow for the speech loses some of it, and all is well when it is wide again")
    void narrow() throws Exception {
        relay.change(Impairment.NONE.limited(4_000, 100), Impairment.NONE);
        speak(200);
        assertThat(relay.up().lost()).isPositive();
        relay.change(Impairment.NONE, Impairment.NONE);
        TimeUnit.MILLISECONDS.sleep(200);
        long before = heard();
        speak(50);
        await().atMost(5, SECONDS).until(() -> heard() >= before + 50);
    }
}
