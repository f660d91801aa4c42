package io.mitalk.media.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;

/** Owned by the handshake's thread. The passive end, as Bouncy Castle wants to be told of it. */
@SuppressWarnings({"rawtypes", "JdkObsolete"}) // Bouncy Castle's interface is raw Hashtables.
final class ServerPeer extends DefaultTlsServer {

    private final DtlsCertificate certificate;
    private final Agreement agreement;
    private final int timeoutMs;

    ServerPeer(DtlsCertificate certificate, Agreement agreement, int timeoutMs) {
        super(SlimCrypto.INSTANCE);
        this.certificate = certificate;
        this.agreement = agreement;
        this.timeoutMs = timeoutMs;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return Agreement.versions();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Agreement.serverSuites();
    }

    @Override
    public int[] getSupportedGroups() {
        return Agreement.groups();
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return timeoutMs;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return Agreement.RESEND_MS;
    }

    @Override
    public int getMaxHandshakeMessageSize() {
        return Agreement.MAX_MESSAGE_BYTES;
    }

    /** Without it keying material cannot be exported safely (RFC 7627 section 5.4). */
    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    /** The fingerprint is the identity, not what signed the certificate. */
    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() {
        return certificate.signer(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(types, Agreement.signatureAlgorithms(), null);
    }

    @Override
    public void notifyClientCertificate(Certificate clientCertificate) throws IOException {
        agreement.peerCertificate(clientCertificate);
    }

    @Override
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        var srtp = TlsSRTPUtils.getUseSRTPExtension(extensions);
        agreement.chooseProfile(srtp == null ? null : srtp.getProtectionProfiles());
    }

    @Override
    public Hashtable getServerExtensions() throws IOException {
        var extensions = super.getServerExtensions();
        int[] chosen = {agreement.profile().code()};
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(chosen, TlsUtils.EMPTY_BYTES));
        return extensions;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        agreement.complete(context);
    }
}
