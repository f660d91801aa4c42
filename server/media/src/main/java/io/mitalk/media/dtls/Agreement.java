package io.mitalk.media.dtls;

import io.mitalk.media.srtp.SrtpKeys;
import io.mitalk.media.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the handshake's thread. What both roles offer, and what one handshake has found out so far. Only
 * forward-secret suites with AES-GCM, only DTLS 1.2.
 */
final class Agreement {

    static final int RESEND_MS = 100;
    static final int MAX_MESSAGE_BYTES = 8192;

    /** Our own certificate is ECDSA; as a client we also meet servers with RSA. */
    private static final int[] SERVER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    };

    private static final int[] CLIENT_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    };

    private static final int[] GROUPS = {
        NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1
    };

    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;
    private @Nullable String peerFingerprint;
    private boolean certificateMissing;

    static int[] serverSuites() {
        return SERVER_SUITES.clone();
    }

    static int[] clientSuites() {
        return CLIENT_SUITES.clone();
    }

    static int[] groups() {
        return GROUPS.clone();
    }

    static ProtocolVersion[] versions() {
        return ProtocolVersion.DTLSv12.only();
    }

    /** Both codes of use_srtp, best first. */
    static int[] profileCodes() {
        var profiles = SrtpProfile.values();
        var codes = new int[profiles.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = profiles[i].code();
        }
        return codes;
    }

    @SuppressWarnings("JdkObsolete") // Bouncy Castle asks for a Vector.
    static Vector<SignatureAndHashAlgorithm> signatureAlgorithms() {
        var algorithms = new Vector<SignatureAndHashAlgorithm>();
        short[] hashes = {HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512};
        for (short hash : hashes) {
            algorithms.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.ecdsa));
            algorithms.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.rsa));
        }
        return algorithms;
    }

    /** Takes our best profile among the peer's. */
    void chooseProfile(int @Nullable [] offered) throws TlsFatalAlert {
        for (var candidate : SrtpProfile.values()) {
            for (int i = 0; offered != null && i < offered.length; i++) {
                if (offered[i] == candidate.code()) {
                    profile = candidate;
                    return;
                }
            }
        }
        throw new TlsFatalAlert(AlertDescription.handshake_failure, "no common SRTP profile");
    }

    SrtpProfile profile() throws TlsFatalAlert {
        if (profile == null) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "no SRTP profile");
        }
        return profile;
    }

    /** Remembers who the peer says it is; that it holds the key is proved before the handshake completes. */
    void peerCertificate(@Nullable Certificate certificate) throws IOException {
        if (certificate == null || certificate.isEmpty()) {
            certificateMissing = true;
            throw new TlsFatalAlert(AlertDescription.certificate_unknown, "no certificate");
        }
        peerFingerprint =
                DtlsCertificate.fingerprintOf(certificate.getCertificateAt(0).getEncoded());
    }

    /** Exports the keys (RFC 5764 section 4.2). */
    void complete(TlsContext context) throws IOException {
        var agreed = profile();
        var exported =
                context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, agreed.exportedBytes());
        keys = SrtpKeys.ofExported(agreed, exported);
    }

    /** Whether the peer has shown a certificate. */
    boolean identified() {
        return peerFingerprint != null || certificateMissing;
    }

    boolean certificateMissing() {
        return certificateMissing;
    }

    Handshaken result() throws TlsFatalAlert {
        if (profile == null || keys == null || peerFingerprint == null) {
            throw new TlsFatalAlert(AlertDescription.internal_error, "the handshake ended early");
        }
        return new Handshaken(profile, keys, peerFingerprint);
    }
}
