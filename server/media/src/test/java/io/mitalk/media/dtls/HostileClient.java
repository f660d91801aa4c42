package io.mitalk.media.dtls;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Hashtable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsStreamSigner;
import org.jspecify.annotations.Nullable;

/** Owned by a test. A client that asks a session of ours for what it must not give. */
final class HostileClient {

    /** How it shows who it is. */
    enum Proof {
        CERTIFICATE,
        /** None at all. */
        NOTHING,
        /** Somebody else's certificate, and a signature of its own. */
        STOLEN,
        /** A certificate, and no signature that it has the key. */
        UNSIGNED
    }

    /** What it asks for. */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Wish(int suite, ProtocolVersion version, int[] profiles, Proof proof) {

        /** What an honest client asks for. */
        static Wish honest() {
            int[] profiles = {SrtpProfile.AES128_CM_HMAC_SHA1_80.code()};
            return new Wish(
                    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                    ProtocolVersion.DTLSv12,
                    profiles,
                    Proof.CERTIFICATE);
        }

        Wish suite(int other) {
            return new Wish(other, version, profiles, proof);
        }

        Wish version(ProtocolVersion other) {
            return new Wish(
                    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, other, profiles, proof);
        }

        Wish profiles(int... other) {
            return new Wish(suite, version, other, proof);
        }

        Wish proof(Proof other) {
            return new Wish(suite, version, profiles, other);
        }
    }

    final DtlsPair.Ear ear = new DtlsPair.Ear();
    private final LinkedBlockingQueue<byte[]> toClient = new LinkedBlockingQueue<>();
    private final DtlsCertificate own = DtlsCertificate.create(Clock.system());
    private final DtlsCertificate victim = DtlsCertificate.create(Clock.system());
    private final DtlsSession server;

    HostileClient(Threads threads) {
        server =
                DtlsSession.server(
                        DtlsCertificate.create(Clock.system()),
                        new DtlsSession.Parts(Clock.system(), threads),
                        toClient::add,
                        ear);
    }

    /** Tries for so long; whether the client thinks that it succeeded. */
    boolean shakeHands(Wish wish, int patienceMs) {
        try {
            var pipe = new Pipe(wish.proof == Proof.UNSIGNED);
            new DTLSClientProtocol().connect(new Peer(wish, own, victim, patienceMs), pipe);
            // The client is done first; closing now would cut the server's last step off.
            CompletableFuture.anyOf(ear.done, ear.failed).orTimeout(5, TimeUnit.SECONDS).join();
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            server.close();
        }
    }

    private final class Pipe implements DatagramTransport {

        private static final int CERTIFICATE_VERIFY = 15;

        private final boolean unsigned;

        Pipe(boolean unsigned) {
            this.unsigned = unsigned;
        }

        @Override
        public int getReceiveLimit() {
            return 1500;
        }

        @Override
        public int getSendLimit() {
            return 1200;
        }

        @Override
        public int receive(byte[] buf, int off, int len, int waitMs) throws IOException {
            try {
                var datagram = toClient.poll(waitMs, TimeUnit.MILLISECONDS);
                if (datagram == null) {
                    return -1;
                }
                System.arraycopy(datagram, 0, buf, off, datagram.length);
                return datagram.length;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void send(byte[] buf, int off, int len) {
            var datagram = new byte[len];
            System.arraycopy(buf, off, datagram, 0, len);
            boolean clear = datagram[0] == 22 && datagram[4] == 0;
            if (unsigned && clear && datagram[RecordFilter.HEADER_BYTES] == CERTIFICATE_VERIFY) {
                return;
            }
            server.offer(datagram);
        }

        @Override
        public void close() {}
    }

    /** Shows a certificate and signs with a key that is not its own. */
    private record Stolen(TlsCredentialedSigner signer, Certificate shown)
            implements TlsCredentialedSigner {

        @Override
        public byte[] generateRawSignature(byte[] hash) throws IOException {
            return signer.generateRawSignature(hash);
        }

        @Override
        public SignatureAndHashAlgorithm getSignatureAndHashAlgorithm() {
            return signer.getSignatureAndHashAlgorithm();
        }

        @Override
        public TlsStreamSigner getStreamSigner() throws IOException {
            return signer.getStreamSigner();
        }

        @Override
        public Certificate getCertificate() {
            return shown;
        }
    }

    @SuppressWarnings({"rawtypes", "JdkObsolete"}) // Bouncy Castle's interface is raw Hashtables.
    private static final class Peer extends DefaultTlsClient {

        private final Wish wish;
        private final DtlsCertificate own;
        private final DtlsCertificate victim;
        private final int patienceMs;

        Peer(Wish wish, DtlsCertificate own, DtlsCertificate victim, int patienceMs) {
            super(SlimCrypto.INSTANCE);
            this.wish = wish;
            this.own = own;
            this.victim = victim;
            this.patienceMs = patienceMs;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return wish.version.only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {wish.suite};
        }

        @Override
        public int getHandshakeTimeoutMillis() {
            return patienceMs;
        }

        @Override
        public int getHandshakeResendTimeMillis() {
            return 100;
        }

        @Override
        public Hashtable getClientExtensions() throws IOException {
            var extensions =
                    TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
            if (wish.profiles.length > 0) {
                TlsSRTPUtils.addUseSRTPExtension(
                        extensions, new UseSRTPData(wish.profiles, TlsUtils.EMPTY_BYTES));
            }
            return extensions;
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate server) {}

                @Override
                public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
                    return switch (wish.proof) {
                        case CERTIFICATE, UNSIGNED -> own.signer(context);
                        case STOLEN ->
                                new Stolen(
                                        own.signer(context),
                                        victim.signer(context).getCertificate());
                        case NOTHING -> null;
                    };
                }
            };
        }
    }
}
