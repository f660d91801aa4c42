package io.mitalk.livekit.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Thread-safe. Signs tokens with HS256, each with the key that its issuer names. */
public final class TokenIssuer {

    private final Map<String, SigningKey> keys;

    public TokenIssuer(Collection<SigningKey> keys) {
        this.keys =
                keys.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        SigningKey::name, Function.identity()));
    }

    /**
     * The compact JWT.
     *
     * @throws IllegalArgumentException when no key bears the name of the token's issuer
     */
    public String issue(AccessToken token) {
        SigningKey key = keys.get(token.issuer());
        if (key == null) {
            throw new IllegalArgumentException("no signing key is named " + token.issuer());
        }
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(token.issuer())
                        .subject(token.identity())
                        .claim("name", token.name())
                        .claim("kind", token.kind())
                        .claim("metadata", token.metadata())
                        .claim("attributes", token.attributes())
                        .claim("video", claim(token.video()))
                        .expirationTime(Date.from(token.expiresAt()));
        var notBefore = token.notBefore();
        if (notBefore != null) {
            claims.notBeforeTime(Date.from(notBefore));
        }
        try {
            var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
            jwt.sign(new MACSigner(key.bytes()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("HS256 is part of every Java runtime", e);
        }
    }

    private static Map<String, Object> claim(VideoGrant grant) {
        var claim = new LinkedHashMap<String, Object>();
        claim.put("room", grant.room());
        claim.put("roomJoin", grant.roomJoin());
        claim.put("roomCreate", grant.roomCreate());
        claim.put("roomList", grant.roomList());
        claim.put("roomAdmin", grant.roomAdmin());
        claim.put("canPublish", grant.canPublish());
        claim.put("canSubscribe", grant.canSubscribe());
        claim.put("canPublishData", grant.canPublishData());
        claim.put("canPublishSources", grant.canPublishSources());
        claim.put("canUpdateOwnMetadata", grant.canUpdateOwnMetadata());
        claim.put("hidden", grant.hidden());
        claim.put("recorder", grant.recorder());
        claim.put("agent", grant.agent());
        return claim;
    }
}
