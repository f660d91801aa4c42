package io.mitalk.media.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;

/** Owned by the handshake's thread. The active end, as Bouncy Castle wants to be told of it. */
@SuppressWarnings({"rawtypes", "JdkObsolete"}) // Bouncy Castle's interface is raw Hashtables.
final class ClientPeer extends DefaultTlsClient {

    private final DtlsCertificate certificate;
    private final Agreement agreement;
    private final int timeoutMs;

    ClientPeer(DtlsCertificate certificate, Agreement agreement, int timeoutMs) {
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
        return Agreement.clientSuites();
    }

    @Override
    protected Vector<SignatureAndHashAlgorithm> getSupportedSignatureAlgorithms() {
        return Agreement.signatureAlgorithms();
    }

    @Override
    protected Vector<Integer> getSupportedGroups(Vector roles) {
        var groups = new Vector<Integer>();
        for (int group : Agreement.groups()) {
            groups.add(group);
        }
        return groups;
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

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    public Hashtable getClientExtensions() throws IOException {
        var extensions =
                TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
        var offer = new UseSRTPData(Agreement.profileCodes(), TlsUtils.EMPTY_BYTES);
        TlsSRTPUtils.addUseSRTPExtension(extensions, offer);
        return extensions;
    }

    @Override
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        var srtp = TlsSRTPUtils.getUseSRTPExtension(extensions);
        agreement.chooseProfile(srtp == null ? null : srtp.getProtectionProfiles());
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
                agreement.peerCertificate(server.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return certificate.signer(context);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        agreement.complete(context);
    }
}
