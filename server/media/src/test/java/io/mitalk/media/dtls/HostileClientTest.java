package io.mitalk.media.dtls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.dtls.HostileClient.Proof;
import io.mitalk.media.dtls.HostileClient.Wish;
import io.mitalk.media.srtp.SrtpProfile;
import java.util.List;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a server of ours grants and refuses to a client that is not ours. */
final class HostileClientTest {

    private final Threads threads = Threads.create();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    @DisplayName("A client that only knows AES-CM with HMAC-SHA1-80 gets it")
    void secondProfile() throws Exception {
        var client = new HostileClient(threads);

        assertThat(client.shakeHands(Wish.honest(), 5_000)).isTrue();
        assertThat(client.ear.done.get(5, SECONDS).profile())
                .isEqualTo(SrtpProfile.AES128_CM_HMAC_SHA1_80);
    }

    @Test
    @DisplayName("[S3] a client without a certificate gets no keys and has failed at once")
    void noCertificate() throws Exception {
        var client = new HostileClient(threads);

        assertThat(client.shakeHands(Wish.honest().proof(Proof.NOTHING), 1_000)).isFalse();
        assertThat(client.ear.failed.get(5, SECONDS)).isEqualTo(DtlsFailure.NO_CERTIFICATE);
        assertThat(client.ear.done).isNotDone();
    }

    @Test
    @DisplayName(
            "[S3] a stolen certificate without its key, and a flight without a signature, get no keys")
    void stolenCertificate() throws Exception {
        var thief = new HostileClient(threads);
        assertThat(thief.shakeHands(Wish.honest().proof(Proof.STOLEN), 1_000)).isFalse();
        assertThat(thief.ear.failed.get(5, SECONDS)).isEqualTo(DtlsFailure.BROKEN);
        assertThat(thief.ear.done).isNotDone();

        var silent = new HostileClient(threads);
        assertThat(silent.shakeHands(Wish.honest().proof(Proof.UNSIGNED), 1_000)).isFalse();
        assertThat(silent.ear.done).isNotDone();
    }

    @Test
    @DisplayName(
            "[S4] DTLS 1.0, NULL, CBC and RSA key exchange suites, and other or no SRTP profiles are refused")
    void weakOffers() {
        var offers =
                List.of(
                        Wish.honest().suite(CipherSuite.TLS_ECDHE_ECDSA_WITH_NULL_SHA),
                        Wish.honest().suite(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256),
                        Wish.honest().suite(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256),
                        Wish.honest().version(ProtocolVersion.DTLSv10),
                        Wish.honest().profiles(0x0002),
                        Wish.honest().profiles(0x0005),
                        Wish.honest().profiles(new int[0]));
        for (var offer : offers) {
            var client = new HostileClient(threads);
            assertThat(client.shakeHands(offer, 400)).as("%s", offer).isFalse();
            assertThat(client.ear.done).isNotDone();
        }
    }

    @Test
    @DisplayName("Warming up leaves nothing behind and makes a handshake possible")
    void warmUp() throws Exception {
        DtlsWarmUp.run(
                DtlsCertificate.create(Clock.system()),
                new DtlsSession.Parts(Clock.system(), threads),
                2);

        var pair = new DtlsPair(threads, datagram -> true, datagram -> true);
        pair.client.start();
        assertThat(pair.serverEar.done.get(5, SECONDS)).isNotNull();
    }
}
