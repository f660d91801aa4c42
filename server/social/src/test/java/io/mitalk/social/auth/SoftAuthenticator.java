package io.mitalk.social.auth;

import io.mitalk.kit.json.Json;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/** Owned by one test. An authenticator with one passkey: ES256, attestation "none", a counter, a verified holder. */
final class SoftAuthenticator {

    private static final int USER_PRESENT = 0x01;
    private static final int USER_VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final String origin;
    private final String rpId;
    private final byte[] id;
    private final KeyPair keys;
    private int counter = 1;
    private int flags = USER_PRESENT | USER_VERIFIED;

    SoftAuthenticator(String origin, String rpId, int seed) {
        this.origin = origin;
        this.rpId = rpId;
        this.id = ByteBuffer.allocate(32).putInt(seed).array();
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** From now on nobody proves to be its holder. */
    void unverified() {
        flags = USER_PRESENT;
    }

    /** As if this were a copy that had signed less often. */
    void rewind() {
        counter = 1;
    }

    /** RegistrationResponseJSON. */
    ObjectNode register(String challenge) {
        var data = new ByteArrayOutputStream();
        data.writeBytes(authenticatorData(flags | ATTESTED));
        data.writeBytes(new byte[16]);
        data.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
        data.writeBytes(id);
        data.writeBytes(coseKey());
        var attestation = new ByteArrayOutputStream();
        attestation.write(0xA3); // a map of three
        text(attestation, "fmt");
        text(attestation, "none");
        text(attestation, "attStmt");
        attestation.write(0xA0); // an empty map
        text(attestation, "authData");
        bytes(attestation, data.toByteArray());
        var credential = credential();
        credential
                .putObject("response")
                .put("clientDataJSON", base64(clientData("webauthn.create", challenge)))
                .put("attestationObject", base64(attestation.toByteArray()))
                .putArray("transports")
                .add("internal");
        return credential;
    }

    /** AuthenticationResponseJSON. */
    ObjectNode sign(String challenge) {
        counter++;
        byte[] data = authenticatorData(flags);
        byte[] client = clientData("webauthn.get", challenge);
        var credential = credential();
        credential
                .putObject("response")
                .put("clientDataJSON", base64(client))
                .put("authenticatorData", base64(data))
                .put("signature", base64(signature(data, sha256(client))));
        return credential;
    }

    private ObjectNode credential() {
        var credential = Json.mapper().createObjectNode();
        credential.put("id", base64(id)).put("rawId", base64(id)).put("type", "public-key");
        credential.putObject("clientExtensionResults");
        return credential;
    }

    private byte[] authenticatorData(int bits) {
        return ByteBuffer.allocate(37)
                .put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
                .put((byte) bits)
                .putInt(counter)
                .array();
    }

    private byte[] clientData(String type, String challenge) {
        var data = Json.mapper().createObjectNode();
        data.put("type", type).put("challenge", challenge);
        data.put("origin", origin).put("crossOrigin", false);
        return Json.write(data).getBytes(StandardCharsets.UTF_8);
    }

    /** EC2 key on P-256 for ES256 (RFC 9053 sections 2.1 and 7.1.1). */
    private byte[] coseKey() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        var out = new ByteArrayOutputStream();
        out.write(0xA5); // a map of five
        out.write(0x01); // kty
        out.write(0x02); // EC2
        out.write(0x03); // alg
        out.write(0x26); // -7, ES256
        out.write(0x20); // crv
        out.write(0x01); // P-256
        out.write(0x21); // x
        bytes(out, fixed(point.getAffineX()));
        out.write(0x22); // y
        bytes(out, fixed(point.getAffineY()));
        return out.toByteArray();
    }

    private byte[] signature(byte[] data, byte[] clientHash) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(clientHash);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(0x60 | bytes.length);
        out.writeBytes(bytes);
    }

    private static void bytes(ByteArrayOutputStream out, byte[] bytes) {
        out.write(0x59);
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
