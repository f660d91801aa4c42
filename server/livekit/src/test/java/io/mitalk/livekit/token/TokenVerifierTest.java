package io.mitalk.livekit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.mitalk.kit.time.Clock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tokens as an attacker would send them. */
class TokenVerifierTest {

    private static final Clock CLOCK = Clock.system();
    private static final SigningKey ONE =
            new SigningKey("one", "the secret of the first key, long enough");
    private static final SigningKey SHORT = new SigningKey("devkey", "secret");

    private final TokenVerifier verifier = new TokenVerifier(List.of(ONE, SHORT), CLOCK);

    @Test
    @DisplayName("what is issued is read again, by long and short keys, with every grant")
    void roundTrip() throws Exception {
        var issuer = new TokenIssuer(List.of(ONE, SHORT));
        for (SigningKey key : List.of(ONE, SHORT)) {
            var token =
                    AccessToken.of(key.name(), "ada", "Ada", VideoGrant.speaker("room"), in(60))
                            .describedAs("Ada L.", "meta", Map.of("a", "b"));
            assertThat(verifier.verify(issuer.issue(token))).isEqualTo(token);
        }
    }

    @Test
    @DisplayName(
            "missing grants have the protocol's defaults: may publish, hear and send data, nothing else")
    void defaults() throws Exception {
        var grant = verifier.verify(signed(claims().claim("video", Map.of("room", "r")))).video();
        assertThat(grant.canPublish() && grant.canSubscribe() && grant.canPublishData()).isTrue();
        assertThat(
                        grant.roomJoin()
                                || grant.roomCreate()
                                || grant.hidden()
                                || grant.canUpdateOwnMetadata())
                .isFalse();
    }

    @Test
    @DisplayName(
            "[S16] a token without signature, or with another algorithm than HS256, is refused")
    void algorithms() throws Exception {
        String body = "{\"iss\":\"one\",\"sub\":\"eve\",\"exp\":" + in(60).getEpochSecond() + "}";
        refused(plain("{\"alg\":\"none\"}", body) + ".", "HS256|malformed");
        for (String alg : List.of("RS256", "ES256", "HS384")) {
            String signed = plain("{\"alg\":\"" + alg + "\"}", body);
            refused(signed + "." + hmac(signed, ONE.bytes()), "HS256");
        }
    }

    @Test
    @DisplayName("[S16] an empty key, another's key and a key named in the header are refused")
    void keys() throws Exception {
        String body = "{\"iss\":\"one\",\"sub\":\"eve\",\"exp\":" + in(60).getEpochSecond() + "}";
        String signed = plain("{\"alg\":\"HS256\"}", body);
        refused(signed + "." + hmac(signed, new byte[1]), "known key");
        refused(signed + "." + hmac(signed, SHORT.bytes()), "known key");
        refused(signed + ".", "known key|malformed");
        String named = plain("{\"alg\":\"HS256\",\"kid\":\"../../dev/null\"}", body);
        refused(named + "." + hmac(named, new byte[1]), "known key");
        assertThatThrownBy(() -> new SigningKey("one", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName(
            "[S16] expiry and start are honoured with a leeway of 60 s, and an expiry is required")
    void times() throws Exception {
        refused(signed(claims().expirationTime(null)), "no expiry");
        refused(signed(claims().expirationTime(Date.from(in(-70)))), "expired");
        assertThat(verifier.verify(signed(claims().expirationTime(Date.from(in(-30))))).identity())
                .isEqualTo("ada");
        refused(signed(claims().notBeforeTime(Date.from(in(90)))), "not valid yet");
        assertThat(verifier.verify(signed(claims().notBeforeTime(Date.from(in(30))))).identity())
                .isEqualTo("ada");
    }

    @Test
    @DisplayName(
            "[S16] unknown issuers, nonsense and grants of wrong types are refused without an exception of ours")
    void nonsense() throws Exception {
        refused(signed(claims().issuer("two")), "known key");
        refused(signed(claims().claim("video", Map.of("roomJoin", "yes"))), "malformed");
        for (String text : List.of("", "a", "a.b.c", "..", "x".repeat(40_000))) {
            refused(text, "no token|malformed");
        }
    }

    private void refused(String jwt, String pattern) {
        assertThatThrownBy(() -> verifier.verify(jwt))
                .isInstanceOf(TokenRefused.class)
                .hasMessageMatching("(?s).*(" + pattern + ").*");
    }

    private static Instant in(int seconds) {
        return Instant.ofEpochSecond(CLOCK.epochMs() / 1000 + seconds);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("one")
                .subject("ada")
                .expirationTime(Date.from(in(60)));
    }

    private static String signed(JWTClaimsSet.Builder claims) throws Exception {
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
        jwt.sign(new MACSigner(ONE.bytes()));
        return jwt.serialize();
    }

    private static String plain(String header, String body) {
        return base64(header.getBytes(StandardCharsets.UTF_8))
                + "."
                + base64(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String hmac(String text, byte[] key) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return base64(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
