package io.mitalk.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Immutable. A certificate chain and its private key, read from PEM files (RFC 7468). */
record PemIdentity(List<X509Certificate> chain, PrivateKey key) {

    private static final Pattern KEY_BLOCK =
            Pattern.compile("-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----([^-]+)-----END");

    PemIdentity {
        chain = List.copyOf(chain);
    }

    /**
     * Reads and checks the files.
     *
     * @throws HttpStartException one line: which file, and what is wrong with it
     */
    static PemIdentity read(HttpSettings.Tls tls) throws HttpStartException {
        var chain = readChain(tls.certificate());
        var key = readKey(tls.key(), chain.getFirst());
        if (!belongTogether(chain.getFirst(), key)) {
            throw new HttpStartException(
                    "the key "
                            + tls.key()
                            + " does not belong to the certificate "
                            + tls.certificate());
        }
        return new PemIdentity(chain, key);
    }

    /** A key store in memory, as Jetty wants it. */
    KeyStore keyStore(char[] password) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key, password, chain.toArray(Certificate[]::new));
        return store;
    }

    private static List<X509Certificate> readChain(Path file) throws HttpStartException {
        byte[] bytes = bytes(file, "certificate", "tls.certificate");
        try {
            var chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (GeneralSecurityException e) {
            throw new HttpStartException(
                    "the certificate " + file + " is not PEM that can be read", e);
        }
        throw new HttpStartException(
                "the certificate " + file + " holds no certificate (tls.certificate)");
    }

    private static PrivateKey readKey(Path file, X509Certificate leaf) throws HttpStartException {
        String text = new String(bytes(file, "key", "tls.key"), StandardCharsets.ISO_8859_1);
        Matcher block = KEY_BLOCK.matcher(text);
        if (!block.find()) {
            throw new HttpStartException("the key " + file + " holds no PEM private key (tls.key)");
        }
        if (block.group(1).startsWith("ENCRYPTED")) {
            throw new HttpStartException(
                    "the key " + file + " is encrypted; give one without a password (tls.key)");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            boolean bare = !block.group(1).equals("PRIVATE KEY");
            byte[] pkcs8 = bare ? pkcs8(der, leaf.getPublicKey().getEncoded()) : der;
            return KeyFactory.getInstance(leaf.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new HttpStartException(
                    "the key " + file + " cannot be read as the key of the certificate (tls.key)",
                    e);
        }
    }

    private static byte[] bytes(Path file, String what, String configKey)
            throws HttpStartException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new HttpStartException(
                    "the " + what + " " + file + " cannot be read (" + configKey + ")", e);
        }
    }

    /**
     * Wraps a bare PKCS#1 or SEC 1 key into PKCS#8 (RFC 5958): SEQUENCE { version 0, algorithm, OCTET STRING key }. The
     * algorithm, curve included, is the certificate's own: the first element of its SubjectPublicKeyInfo.
     */
    private static byte[] pkcs8(byte[] bareKey, byte[] publicKeyInfo) {
        int inner = 1 + lengthBytes(publicKeyInfo, 1);
        int algorithmEnd =
                inner
                        + 1
                        + lengthBytes(publicKeyInfo, inner + 1)
                        + length(publicKeyInfo, inner + 1);
        byte[] algorithm = Arrays.copyOfRange(publicKeyInfo, inner, algorithmEnd);
        var body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {2, 1, 0});
        body.writeBytes(algorithm);
        writeElement(body, 0x04, bareKey);
        var out = new ByteArrayOutputStream();
        writeElement(out, 0x30, body.toByteArray());
        return out.toByteArray();
    }

    private static void writeElement(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
    }

    /** How many bytes a DER length takes. */
    private static int lengthBytes(byte[] der, int at) {
        return (der[at] & 0x80) == 0 ? 1 : 1 + (der[at] & 0x7F);
    }

    private static int length(byte[] der, int at) {
        int first = der[at] & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 1; i <= (first & 0x7F); i++) {
            length = length << 8 | (der[at + i] & 0xFF);
        }
        return length;
    }

    private static boolean belongTogether(X509Certificate leaf, PrivateKey key) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            byte[] probe = {1, 2, 3};
            var signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(probe);
            byte[] signature = signer.sign();
            var verifier = Signature.getInstance(algorithm);
            verifier.initVerify(leaf.getPublicKey());
            verifier.update(probe);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
