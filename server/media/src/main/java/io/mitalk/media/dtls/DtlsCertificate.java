package io.mitalk.media.dtls;

import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.cert.bc.BcX509v3CertificateBuilder;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;

/** Immutable. A self-signed P-256 certificate with its key, made anew at every start and never stored. */
public final class DtlsCertificate {

    private static final long DAY_MS = 86_400_000L;
    private static final X500Name NAME = new X500Name("CN=MiTalk");

    private final AsymmetricKeyParameter privateKey;
    private final Certificate chain;
    private final String fingerprint;

    private DtlsCertificate(AsymmetricKeyParameter privateKey, byte[] der) throws IOException {
        this.privateKey = privateKey;
        this.chain =
                new Certificate(new TlsCertificate[] {SlimCrypto.INSTANCE.createCertificate(der)});
        this.fingerprint = fingerprintOf(der);
    }

    /** Makes a key and a certificate that is valid from yesterday for two years. */
    @SuppressWarnings("JavaUtilDate") // Bouncy Castle asks for it.
    public static DtlsCertificate create(Clock clock) {
        X9ECParameters curve = CustomNamedCurves.getByName("secp256r1");
        var generator = new ECKeyPairGenerator();
        var random = SlimCrypto.INSTANCE.getSecureRandom();
        generator.init(
                new ECKeyGenerationParameters(
                        new ECNamedDomainParameters(SECObjectIdentifiers.secp256r1, curve),
                        random));
        var pair = generator.generateKeyPair();
        long now = clock.epochMs();
        try {
            var builder =
                    new BcX509v3CertificateBuilder(
                            NAME,
                            new BigInteger(64, random),
                            new Date(now - DAY_MS),
                            new Date(now + 730 * DAY_MS),
                            NAME,
                            pair.getPublic());
            var algorithm = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
            var signer =
                    new BcECContentSignerBuilder(
                                    algorithm,
                                    new DefaultDigestAlgorithmIdentifierFinder().find(algorithm))
                            .build(pair.getPrivate());
            var der = builder.build(signer).toASN1Structure().getEncoded(ASN1Encoding.DER);
            return new DtlsCertificate(pair.getPrivate(), der);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("Bouncy Castle cannot sign with P-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("a fresh certificate could not be encoded", e);
        }
    }

    /** SHA-256 of the certificate, as in SDP (RFC 8122 section 5): upper-case hex pairs with colons. */
    public String fingerprint() {
        return fingerprint;
    }

    BcDefaultTlsCredentialedSigner signer(TlsContext context) {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                SlimCrypto.INSTANCE,
                privateKey,
                chain,
                SignatureAndHashAlgorithm.getInstance(
                        HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }

    static String fingerprintOf(byte[] der) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(der);
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }
}
