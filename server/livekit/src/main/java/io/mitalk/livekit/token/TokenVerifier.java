package io.mitalk.livekit.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.mitalk.kit.time.Clock;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. Checks tokens signed with HS256 by one of several keys. The key is chosen by the issuer claim alone; a
 * {@code kid}, {@code jku} or embedded key of the header is never looked at.
 */
public final class TokenVerifier {

    /** How far the signer's clock may differ from ours. */
    private static final long LEEWAY_SECONDS = 60;

    private static final int MAX_TOKEN_CHARS = 32 * 1024;

    private final Map<String, SigningKey> keys;
    private final Clock clock;

    public TokenVerifier(Collection<SigningKey> keys, Clock clock) {
        this.keys =
                keys.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        SigningKey::name, Function.identity()));
        this.clock = clock;
    }

    /** Whether one of the keys bears this name. */
    public boolean knows(String issuer) {
        return keys.containsKey(issuer);
    }

    /**
     * The claims of a valid token.
     *
     * @throws TokenRefused with one line of reason
     */
    public AccessToken verify(String jwt) throws TokenRefused {
        if (jwt.isEmpty() || jwt.length() > MAX_TOKEN_CHARS) {
            throw new TokenRefused("no token");
        }
        try {
            var signed = SignedJWT.parse(jwt);
            if (!JWSAlgorithm.HS256.equals(signed.getHeader().getAlgorithm())) {
                throw new TokenRefused("token must be signed with HS256");
            }
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            String issuer = claims.getIssuer();
            SigningKey key = issuer == null ? null : keys.get(issuer);
            // A header that marks extensions critical that we do not know is refused by the
            // verifier (RFC 7515 4.1.11).
            if (key == null || !signed.verify(new MACVerifier(key.bytes()))) {
                throw new TokenRefused("token is not signed by a known key");
            }
            return timely(token(key.name(), claims));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw new TokenRefused("token is malformed");
        }
    }

    private AccessToken timely(AccessToken token) throws TokenRefused {
        Instant now = clock.instant();
        if (token.expiresAt().plusSeconds(LEEWAY_SECONDS).isBefore(now)) {
            throw new TokenRefused("token is expired");
        }
        Instant notBefore = token.notBefore();
        if (notBefore != null && notBefore.minusSeconds(LEEWAY_SECONDS).isAfter(now)) {
            throw new TokenRefused("token is not valid yet");
        }
        return token;
    }

    private static AccessToken token(String issuer, JWTClaimsSet claims)
            throws ParseException, TokenRefused {
        if (claims.getExpirationTime() == null) {
            throw new TokenRefused("token has no expiry");
        }
        String subject = claims.getSubject();
        String identity = subject == null || subject.isEmpty() ? claims.getJWTID() : subject;
        var notBefore = claims.getNotBeforeTime();
        return new AccessToken(
                issuer,
                Objects.requireNonNullElse(identity, ""),
                Objects.requireNonNullElse(claims.getStringClaim("name"), ""),
                Objects.requireNonNullElse(claims.getStringClaim("kind"), "standard"),
                Objects.requireNonNullElse(claims.getStringClaim("metadata"), ""),
                attributes(claims.getJSONObjectClaim("attributes")),
                grant(claims.getJSONObjectClaim("video")),
                notBefore == null ? null : notBefore.toInstant(),
                claims.getExpirationTime().toInstant());
    }

    private static Map<String, String> attributes(@Nullable Map<String, Object> claim) {
        var attributes = new HashMap<String, String>();
        if (claim != null) {
            claim.forEach((key, value) -> attributes.put(key, text(value)));
        }
        return attributes;
    }

    private static VideoGrant grant(@Nullable Map<String, Object> claim) {
        Map<String, Object> grant = claim == null ? Map.of() : claim;
        boolean publish = flag(grant, "canPublish", true);
        return new VideoGrant(
                text(grant.getOrDefault("room", "")),
                flag(grant, "roomJoin", false),
                flag(grant, "roomCreate", false),
                flag(grant, "roomList", false),
                flag(grant, "roomAdmin", false),
                publish,
                flag(grant, "canSubscribe", true),
                flag(grant, "canPublishData", publish),
                sources(grant.get("canPublishSources")),
                flag(grant, "canUpdateOwnMetadata", false),
                flag(grant, "hidden", false),
                flag(grant, "recorder", false),
                flag(grant, "agent", false));
    }

    private static boolean flag(Map<String, Object> grant, String name, boolean missing) {
        Object value = grant.get(name);
        if (value == null) {
            return missing;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new IllegalArgumentException("grant " + name + " is not a boolean");
    }

    private static List<String> sources(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException("canPublishSources is not a list");
        }
        var sources = new ArrayList<String>();
        list.forEach(source -> sources.add(text(source)));
        return sources;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("not a text");
    }
}
