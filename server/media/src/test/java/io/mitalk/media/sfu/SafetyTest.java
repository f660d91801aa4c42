package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.media.srtp.Ciphers;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.mitalk.media.sfu.Stage#paths")
class SafetyTest {

    private final NativeUse path;

    SafetyTest(NativeUse path) {
        this.path = path;
    }

    @Test
    @DisplayName(
            "a ClientHello that comes before the client's description is kept and answered with it")
    void earlyHello() {
        try (var stage = new Stage(path)) {
            var transport = stage.room.addPeer("anna").openTransport(TransportRole.PUBLISHER);
            var caller = stage.caller(transport);
            caller.check(true);
            assertThat(caller.until(() -> caller.stunAnswers() > 0)).isTrue();
            caller.startDtls();
            caller.listen(50);
            assertThat(caller.dtlsAnswers()).isZero();

            transport.remote(caller.remote());

            assertThat(caller.until(() -> caller.srtp() != null)).isTrue();
            assertThat(caller.until(() -> stage.connected("anna"))).isTrue();
        }
    }

    @Test
    @DisplayName("a client is connected as soon as it has keys, before it nominates a pair")
    void notNominated() {
        try (var stage = new Stage(path)) {
            var transport = stage.room.addPeer("anna").openTransport(TransportRole.PUBLISHER);
            var caller = stage.caller(transport);
            transport.remote(caller.remote());
            caller.check(false);
            assertThat(caller.until(() -> caller.stunAnswers() > 0)).isTrue();
            caller.startDtls();

            assertThat(caller.until(() -> stage.connected("anna"))).isTrue();
            caller.check(true);
            assertThat(caller.until(() -> caller.stunAnswers() > 1)).isTrue();
            assertThat(stage.reached("anna", TransportState.FAILED)).isFalse();
        }
    }

    @Test
    @DisplayName(
            "[S3] a certificate that is not the description's ends the transport, without keys, media or data")
    void wrongFingerprint() {
        try (var stage = new Stage(path)) {
            var transport = stage.room.addPeer("anna").openTransport(TransportRole.PUBLISHER);
            var caller = stage.caller(transport);
            var own = caller.remote().fingerprint();
            var other = (own.startsWith("AB") ? "CD" : "AB") + own.substring(2);
            transport.remote(new RemoteParameters(caller.remote().ice(), "sha-256", other));
            caller.check(true);
            assertThat(caller.until(() -> caller.stunAnswers() > 0)).isTrue();
            caller.startDtls();

            assertThat(caller.until(() -> stage.reached("anna", TransportState.FAILED))).isTrue();
            assertThat(stage.connected("anna")).isFalse();
            assertThat(stage.events)
                    .contains(
                            new MediaEvent.TransportChanged(
                                    "anna",
                                    TransportRole.PUBLISHER,
                                    TransportState.FAILED,
                                    "fingerprint-mismatch"));
            var context = stage.sfu.workers().getFirst().context();
            assertThat(context.addresses().size()).isZero();
            assertThat(context.counters().handshakes).isZero();
            // The opening of an association (RFC 9260 section 3.3.2), and a packet, under keys that
            // nobody took.
            caller.sendData(
                    HexFormat.of()
                            .parseHex("13881388" + "00".repeat(8) + "01000014" + "11".repeat(16)));
            if (caller.srtp() != null) {
                caller.say(Stage.SPEAKER_SSRC, 1, "let me in");
            }
            caller.listen(100);
            assertThat(caller.dataAnswers()).isZero();
            assertThat(context.counters().forwarded()).isZero();
        }
    }

    @Test
    @DisplayName(
            "[S2] a ClientHello after a check with a wrong name, or without one, gets no answer and leaves no trace")
    void unprovenHello() {
        try (var stage = new Stage(path)) {
            var transport = stage.room.addPeer("anna").openTransport(TransportRole.PUBLISHER);
            var caller = stage.caller(transport);
            transport.remote(caller.remote());
            stage.room.settled().join();
            var addresses = stage.sfu.workers().getFirst().context().addresses();
            int before = addresses.size();
            caller.check(new IceParameters("nobody00", transport.local().ice().password()), true);
            caller.startDtls();
            caller.listen(100);

            assertThat(caller.stunAnswers()).isZero();
            assertThat(caller.dtlsAnswers()).isZero();
            assertThat(addresses.size()).isEqualTo(before);
            assertThat(stage.counters().drops(DropReason.STUN_UNKNOWN_UFRAG)).isEqualTo(1);
            assertThat(stage.counters().drops(DropReason.UNPROVEN_ADDRESS)).isPositive();
        }
    }

    @Test
    @DisplayName(
            "[S11] a check that is not signed with our password gets no answer and proves nothing")
    void forgedCheck() {
        try (var stage = new Stage(path)) {
            var transport = stage.room.addPeer("anna").openTransport(TransportRole.PUBLISHER);
            var caller = stage.caller(transport);
            var real = transport.local().ice();
            caller.check(new IceParameters(real.ufrag(), "wrong".repeat(6)), true);
            caller.check(new IceParameters("nobody00", real.password()), true);
            caller.send(new byte[] {0, 1, 0, 0});
            caller.listen(100);

            assertThat(caller.stunAnswers()).isZero();
            var counters = stage.counters();
            assertThat(counters.drops(DropReason.STUN_BAD_INTEGRITY)).isEqualTo(1);
            assertThat(counters.drops(DropReason.STUN_UNKNOWN_UFRAG)).isEqualTo(1);
            assertThat(counters.drops(DropReason.STUN_MALFORMED)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("[S6] plain, bit-flipped and repeated packets are counted and never forwarded")
    void forgedMedia() {
        try (var stage = new Stage(path)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            byte[] good = anna.caller().lose(Stage.SPEAKER_SSRC, 1, "good");
            for (int i = 2; i < good.length; i++) {
                byte[] flipped = good.clone();
                flipped[i] ^= 0x10;
                anna.caller().send(flipped);
            }
            byte[] plain = Arrays.copyOf(good, 40);
            Arrays.fill(plain, 12, 40, (byte) 0);
            anna.caller().send(plain);
            anna.caller().send(good);
            anna.caller().send(good);

            assertThat(ben.caller().until(() -> !ben.caller().heard().isEmpty())).isTrue();
            ben.caller().listen(50);
            assertThat(ben.caller().heard())
                    .extracting(Caller.Heard::payload)
                    .containsExactly("good");
            assertThat(stage.counters().drops(DropReason.AUTH_FAILED)).isPositive();
            assertThat(stage.counters().drops(DropReason.REPLAYED)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "[S17] what a listener sends on its transport, or under no track of its own, is dropped and counted")
    void listenerSpeaks() {
        try (var stage = new Stage(path)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            ben.caller().say(Stage.SPEAKER_SSRC, 1, "let me in");
            anna.caller().say(Stage.SPEAKER_SSRC + 1, 1, "another source");
            anna.caller().say(Stage.SPEAKER_SSRC, 2, "mine");

            assertThat(ben.caller().until(() -> !ben.caller().heard().isEmpty())).isTrue();
            assertThat(ben.caller().heard())
                    .extracting(Caller.Heard::payload)
                    .containsExactly("mine");
            assertThat(stage.counters().drops(DropReason.NOT_A_PUBLISHER)).isEqualTo(1);
            assertThat(stage.counters().drops(DropReason.UNKNOWN_TRACK)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("[S17] a track of another room cannot be subscribed to")
    void otherRoom() {
        try (var stage = new Stage(path)) {
            var anna = stage.speaker("anna");
            var other = stage.sfu.openRoom("RM_other", event -> {});
            var transport = other.addPeer("eve").openTransport(TransportRole.SUBSCRIBER);
            var spec = new DownTrackSpec("0", 5, 111, 0, "c");
            assertThatThrownBy(() -> transport.addDownTrack(anna.track(), spec))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("[S10] a publisher at fifty times the rate of speech gets only its limit through")
    void flood() {
        try (var stage = new Stage(path)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            for (int i = 0; i < 2500; i++) {
                anna.caller().say(Stage.SPEAKER_SSRC, i, "x".repeat(1000));
            }
            ben.caller().listen(200);
            assertThat(stage.counters().drops(DropReason.RATE_LIMITED)).isGreaterThan(1500);
            assertThat(ben.caller().heard()).hasSizeLessThan(800);
        }
    }

    @Test
    @DisplayName("[S12] media follows a client's new address only after a valid check from there")
    void newAddress() {
        try (var stage = new Stage(path)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            ben.caller().move();
            anna.caller().say(Stage.SPEAKER_SSRC, 1, "to the old address");
            ben.caller().listen(50);
            assertThat(ben.caller().heard()).isEmpty();

            var old = ben.transport().local().ice();
            ben.transport().restartIce();
            assertThat(ben.transport().local().ice()).isNotEqualTo(old);
            ben.caller().check(true);
            int answers = ben.caller().stunAnswers();
            assertThat(ben.caller().until(() -> ben.caller().stunAnswers() > answers)).isTrue();
            anna.caller().say(Stage.SPEAKER_SSRC, 2, "to the new one");

            assertThat(ben.caller().until(() -> !ben.caller().heard().isEmpty())).isTrue();
            assertThat(ben.caller().heard().getFirst().payload()).isEqualTo("to the new one");
            ben.caller().check(old, true);
            ben.caller().listen(50);
            assertThat(stage.counters().drops(DropReason.STUN_UNKNOWN_UFRAG)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "[S12] a client that is silent is disconnected, then failed, and gets nothing more")
    void consent() {
        try (var stage = new Stage(path, 600, 30_000)) {
            var anna = stage.speaker("anna");
            assertThat(anna.caller().until(() -> stage.connected("anna"))).isTrue();
            assertThat(
                            anna.caller()
                                    .until(
                                            () ->
                                                    stage.reached(
                                                            "anna", TransportState.DISCONNECTED)))
                    .isTrue();
            anna.caller().check(true);
            assertThat(anna.caller().until(() -> stage.reached("anna", TransportState.FAILED)))
                    .isTrue();
            assertThat(stage.counters().liveTransports()).isZero();
        }
    }

    @Test
    @DisplayName(
            "[S14] a transport that never connects fails when its time is over, and holds nothing")
    void neverActive() {
        try (var stage = new Stage(path, 600, 300)) {
            var transport = stage.room.addPeer("anna").openTransport(TransportRole.PUBLISHER);
            var caller = stage.caller(transport);
            assertThat(caller.until(() -> stage.reached("anna", TransportState.FAILED))).isTrue();
            assertThat(stage.sfu.workers().getFirst().context().addresses().size()).isZero();
        }
    }

    @Test
    @DisplayName(
            "after everything was closed no thread, timer, address, peer, room or native key is left")
    void leaks() {
        int contexts = Ciphers.openContexts();
        var stage = new Stage(path);
        var anna = stage.speaker("anna");
        var ben = stage.listener("ben", anna.track());
        anna.caller().say(Stage.SPEAKER_SSRC, 1, "word");
        assertThat(ben.caller().until(() -> ben.caller().heard().size() == 1)).isTrue();
        assertThat(Ciphers.openContexts() > contexts).isEqualTo(path == NativeUse.ON);
        var worker = stage.sfu.workers().getFirst();
        var name = "mitalk-media-" + worker.port();
        stage.room.close();
        stage.room.settled().join();
        var context = worker.context();
        assertThat(context.addresses().size()).isZero();
        assertThat(context.timers().size()).isZero();
        assertThat(context.counters().rooms).isZero();
        assertThat(context.counters().peers).isZero();
        for (var state : TransportState.values()) {
            assertThat(context.counters().transports(state)).as(state.name()).isZero();
        }
        stage.close();
        assertThat(Ciphers.openContexts()).isEqualTo(contexts);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain(name);
        assertThat(stage.meters.getMeters()).isEmpty();
    }
}
