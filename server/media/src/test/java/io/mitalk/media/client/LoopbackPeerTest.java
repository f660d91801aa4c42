package io.mitalk.media.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.srtp.SrtpProfile;
import io.mitalk.media.udp.CrowdPort;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The client by itself, against a server of a hundred lines. */
final class LoopbackPeerTest {

    private final Threads threads = Threads.create();
    private final PeerLoop loop =
            PeerLoop.start(new PeerLoop.Parts(Clock.system(), Randomness.secure(), threads));
    private LiteServer server;

    @BeforeEach
    void open() throws IOException {
        server = new LiteServer(threads);
    }

    @AfterEach
    void close() throws Exception {
        loop.close();
        server.close();
        threads.close();
    }

    @Test
    @DisplayName(
            "A peer connects over real UDP, its audio comes back unchanged, also from a new port")
    void audioComesBack() throws Exception {
        var recorder = new Recorder();
        var peer = loop.open(recorder);
        peer.connect(server.end());
        assertThat(peer.connected().get(10, SECONDS)).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        await().atMost(5, SECONDS).until(() -> server.peerFingerprint().equals(peer.fingerprint()));

        var source = new AudioSource(peer, AudioSource.Spec.opus(0x00c0_ffee), 500);
        for (int i = 0; i < 10; i++) {
            assertThat(source.send(new byte[] {(byte) 0x78, (byte) i}, 30)).isTrue();
        }
        await().atMost(5, SECONDS).until(() -> recorder.packets().size() == 10);
        for (int i = 0; i < 10; i++) {
            var packet = recorder.packets().get(i);
            assertThat(packet.ssrc()).isEqualTo(0x00c0_ffee);
            assertThat(packet.sequence()).isEqualTo(500 + i);
            assertThat(packet.timestamp()).isEqualTo(960L * i);
            assertThat(packet.payload()).containsExactly(0x78, i);
        }

        peer.rebind();
        await().atMost(5, SECONDS).until(peer::nominated);
        source.send(new byte[] {1}, 30);
        await().atMost(5, SECONDS).until(() -> recorder.packets().size() == 11);
        assertThat(server.portsSeen).hasSize(2);
        assertThat(peer.counters().refused()).isZero();

        server.hangUp();
        assertThat(peer.closedByServer().get(5, SECONDS)).isTrue();
    }

    @Test
    @DisplayName(
            "One of a crowd, which shares its socket, hears its audio back, also from another address")
    void crowd() throws Exception {
        assumeThat(CrowdPort.works()).isTrue();
        var parts = new PeerLoop.Parts(Clock.system(), Randomness.secure(), threads);
        var other = new LiteServer(threads);
        try (var crowd = PeerLoop.crowd(parts)) {
            var heardByStranger = new Recorder();
            var stranger = crowd.open(heardByStranger);
            stranger.connect(other.end());
            stranger.connected().get(10, SECONDS);
            var recorder = new Recorder();
            var peer = crowd.open(recorder);
            peer.connect(server.end());
            assertThat(peer.connected().get(10, SECONDS)).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
            await().atMost(5, SECONDS)
                    .until(() -> server.peerFingerprint().equals(peer.fingerprint()));

            var source = new AudioSource(peer, AudioSource.Spec.opus(0x00c0_ffee), 500);
            assertThat(source.send(new byte[] {0x78}, 30)).isTrue();
            await().atMost(5, SECONDS).until(() -> recorder.packets().size() == 1);

            peer.rebind();
            await().atMost(5, SECONDS).until(peer::nominated);
            source.send(new byte[] {1}, 30);
            await().atMost(5, SECONDS).until(() -> recorder.packets().size() == 2);
            assertThat(server.portsSeen).hasSize(1);
            assertThat(other.portsSeen).isEqualTo(server.portsSeen);
            assertThat(heardByStranger.packets()).isEmpty();
        } finally {
            other.close();
        }
    }

    @Test
    @DisplayName("A peer refuses a server with another certificate than the announced one")
    void otherCertificate() throws Exception {
        var peer = loop.open(new Recorder());
        var end = server.end();
        peer.connect(RemoteEnd.passive(end.ice(), end.address(), peer.fingerprint()));

        assertThatThrownBy(() -> peer.connected().get(10, SECONDS))
                .hasMessageContaining("certificate");
        assertThat(peer.sendRtp(new byte[12], 0)).isFalse();
    }
}
