package io.mitalk.media.dtls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.srtp.SrtpProfile;
import io.mitalk.media.srtp.SrtpRole;
import io.mitalk.media.srtp.SrtpSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whole handshakes between two sessions, and what strangers and losses do to them. */
final class DtlsSessionTest {

    private final Threads threads = Threads.create();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    @DisplayName("Both ends get the same keys of the best profile and each the other's fingerprint")
    void handshake() throws Exception {
        var pair = new DtlsPair(threads, datagram -> true, datagram -> true);
        pair.client.start();

        var atServer = pair.serverEar.done.get(10, SECONDS);
        var atClient = pair.clientEar.done.get(10, SECONDS);

        assertThat(atServer.profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(atServer.peerFingerprint()).isEqualTo(pair.clientCertificate.fingerprint());
        assertThat(atClient.peerFingerprint()).isEqualTo(pair.serverCertificate.fingerprint());
        var sender = SrtpSession.create(atClient.profile(), atClient.keys(), SrtpRole.CLIENT);
        var receiver = SrtpSession.create(atServer.profile(), atServer.keys(), SrtpRole.SERVER);
        var packet = new byte[12 + 20 + SrtpSession.RTP_OVERHEAD_BYTES];
        packet[0] = (byte) 0x80;
        int sealed = sender.protect(packet, 0, 32, 0);
        assertThat(receiver.unprotect(packet, 0, sealed)).isEqualTo(32);
    }

    @Test
    @DisplayName("[S5] two certificates have two keys, and a fingerprint of 32 upper-case pairs")
    void certificates() {
        var one = DtlsCertificate.create(Clock.system());
        var two = DtlsCertificate.create(Clock.system());

        assertThat(one.fingerprint()).isNotEqualTo(two.fingerprint());
        assertThat(one.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @Test
    @DisplayName("Every datagram of both sides lost once: the handshake still succeeds")
    void everythingLostOnce() throws Exception {
        var toServer = Collections.synchronizedSet(new HashSet<String>());
        var toClient = Collections.synchronizedSet(new HashSet<String>());
        var pair =
                new DtlsPair(
                        threads, d -> !toServer.add(message(d)), d -> !toClient.add(message(d)));
        pair.client.start();

        assertThat(pair.serverEar.done.get(15, SECONDS)).isNotNull();
        assertThat(pair.clientEar.done.get(15, SECONDS)).isNotNull();
    }

    @Test
    @DisplayName("A lost last flight is sent again when the client repeats its Finished")
    void lastFlightLost() throws Exception {
        var finishes = new AtomicInteger();
        var pair =
                new DtlsPair(
                        threads, d -> true, d -> !encrypted(d) || finishes.incrementAndGet() > 2);
        pair.client.start();

        assertThat(pair.serverEar.done.get(10, SECONDS)).isNotNull();
        assertThat(pair.clientEar.done.get(10, SECONDS)).isNotNull();
        assertThat(finishes.get()).isGreaterThan(2);
    }

    @Test
    @DisplayName(
            "[S1] forged hellos and noise from the validated address neither end nor stop a handshake or a session")
    void forgedHellos() throws Exception {
        var toClient = Collections.synchronizedList(new ArrayList<byte[]>());
        var pair =
                new DtlsPair(
                        threads,
                        d -> true,
                        d -> {
                            toClient.add(d);
                            return true;
                        });
        for (var hello : Forgeries.hellos()) {
            pair.server.offer(hello);
        }
        pair.client.start();
        pair.server.offer(Forgeries.hellos().getFirst());
        assertThat(pair.clientEar.done.get(15, SECONDS)).isNotNull();
        assertThat(pair.serverEar.done.get(15, SECONDS)).isNotNull();
        assertThat(toClient).noneMatch(datagram -> datagram[0] == 21);

        for (var hello : Forgeries.hellos()) {
            pair.server.offer(hello);
        }
        var random = new Random(4);
        for (int i = 0; i < 500; i++) {
            var noise = new byte[13 + random.nextInt(60)];
            random.nextBytes(noise);
            noise[0] = (byte) (20 + i % 4);
            noise[1] = (byte) 0xfe;
            noise[2] = (byte) 0xfd;
            noise[3] = 0;
            noise[4] = (byte) (i % 3 == 0 ? 0 : 1);
            noise[11] = 0;
            noise[12] = (byte) (noise.length - 13);
            pair.server.offer(noise);
        }
        pair.server.offer(HexFormat.of().parseHex("15fefd000000000000000900020228"));
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        assertThat(pair.serverEar.closed).isFalse();

        pair.client.close();
        await().atMost(5, SECONDS).untilTrue(pair.serverEar.closed);
    }

    @Test
    @DisplayName(
            "[S1] forged fragments, record numbers and messages out of turn do not outlive a client's repetition")
    void forgedFragments() throws Exception {
        var toClient = Collections.synchronizedList(new ArrayList<byte[]>());
        var forged = new AtomicInteger();
        var server = new AtomicReference<@Nullable DtlsSession>();
        // Whatever the client sends, a forgery has come just before, each time another.
        var pair =
                new DtlsPair(
                        threads,
                        d -> {
                            var victim = Objects.requireNonNull(server.get());
                            var piece =
                                    Forgeries.pieces()
                                            .get(
                                                    forged.getAndIncrement()
                                                            % Forgeries.pieces().size());
                            assertThat(victim.offer(piece)).isTrue();
                            return true;
                        },
                        d -> {
                            toClient.add(d);
                            return true;
                        });
        server.set(pair.server);
        for (var piece : Forgeries.pieces()) {
            pair.server.offer(piece);
        }
        pair.client.start();

        assertThat(pair.serverEar.done.get(10, SECONDS)).isNotNull();
        assertThat(pair.clientEar.done.get(10, SECONDS)).isNotNull();
        assertThat(forged.get()).isGreaterThanOrEqualTo(5);
        assertThat(pair.serverEar.failed).isNotDone();
        assertThat(toClient).noneMatch(datagram -> datagram[0] == 21);
    }

    @Test
    @DisplayName("[S1] a hundred hellos that ask for nothing we have end no handshake")
    void manyBadHellos() throws Exception {
        var pair = new DtlsPair(threads, d -> true, d -> true);
        for (int i = 0; i < 100; i++) {
            pair.server.offer(Forgeries.hellos().getFirst());
        }
        await().atMost(10, SECONDS).until(() -> pair.server.offer(Forgeries.hellos().getFirst()));
        pair.client.start();

        assertThat(pair.serverEar.done.get(10, SECONDS)).isNotNull();
        assertThat(pair.clientEar.done.get(10, SECONDS)).isNotNull();
    }

    @Test
    @DisplayName("[S2] a server does nothing until it is offered a ClientHello")
    void onlyHellosStart() {
        var pair = new DtlsPair(threads, d -> true, d -> true);

        assertThat(pair.server.offer(new byte[200])).isFalse();
        assertThat(
                        pair.server.offer(
                                HexFormat.of()
                                        .parseHex(
                                                "16fefd0000000000000000000c0e0000000000000000000000")))
                .isFalse();
        assertThat(pair.server.offer(HexFormat.of().parseHex("17fefd000000000000000900020228")))
                .isFalse();
    }

    @Test
    @DisplayName(
            "Closing tells the other end, and ends a handshake at once without a word to the listener")
    void closing() throws Exception {
        var pair = new DtlsPair(threads, d -> true, d -> true);
        pair.client.start();
        assertThat(pair.clientEar.done.get(10, SECONDS)).isNotNull();
        assertThat(pair.serverEar.done.get(10, SECONDS)).isNotNull();
        pair.server.close();
        await().atMost(5, SECONDS).untilTrue(pair.clientEar.closed);
        assertThat(pair.serverEar.closed).isFalse();

        var lonely = new DtlsPair(threads, d -> false, d -> false);
        lonely.client.start();
        lonely.client.close();
        assertThat(lonely.clientEar.failed).isNotDone();
    }

    /** What a datagram carries, without what changes when it is repeated. */
    private static String message(byte[] datagram) {
        return datagram[4]
                + "/"
                + datagram[0]
                + "/"
                + (datagram.length > 18 ? datagram[13] + "/" + datagram[18] : "");
    }

    private static boolean encrypted(byte[] datagram) {
        return datagram[4] != 0;
    }
}
