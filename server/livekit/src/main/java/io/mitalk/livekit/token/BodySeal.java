package io.mitalk.livekit.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** Thread-safe. A short-lived token that vouches for the bytes it comes with (claim {@code sha256}). */
public final class BodySeal {

    private static final long VALID_SECONDS = 5 * 60;

    private BodySeal() {}

    /** The compact JWT for a body that is sent now. */
    public static String of(byte[] body, SigningKey key, Instant now) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            var claims =
                    new JWTClaimsSet.Builder()
                            .issuer(key.name())
                            .claim("sha256", Base64.getEncoder().encodeToString(digest))
                            .notBeforeTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(VALID_SECONDS)));
            var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
            jwt.sign(new MACSigner(key.bytes()));
            return jwt.serialize();
        } catch (NoSuchAlgorithmException | JOSEException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }
}
