package io.mitalk.livekit.token;

import static io.mitalk.kit.testing.fuzz.FuzzTarget.must;

import com.nimbusds.jose.util.Base64URL;
import io.mitalk.kit.testing.ManualClock;
import io.mitalk.kit.testing.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Thread-safe. Tokens as targets: as they come, and with the signature made right so that their claims are read. */
public final class TokenTargets {

    private static final SigningKey KEY = new SigningKey("one", "the secret of the one key, 32 B");
    private static final String HEAD = Base64URL.encode("{\"alg\":\"HS256\"}") + ".";
    private static final int INPUTS = 15_000;

    /** What the library for tokens, its JSON and the JDK's HMAC take for the smallest one. */
    private static final int SPARE_BYTES = 1 << 16;

    private TokenTargets() {}

    public static Stream<FuzzTarget> all() {
        var clock = new ManualClock();
        var verifier = new TokenVerifier(List.of(KEY), clock);
        var rich =
                AccessToken.of("one", "ada", "Ada", VideoGrant.speaker("room"), later(clock))
                        .describedAs("Ada L.", "meta", Map.of("a", "b"));
        var plain = AccessToken.of("one", "bo", "", VideoGrant.speaker("r"), later(clock));
        var issuer = new TokenIssuer(List.of(KEY));
        var tokens = List.of(issuer.issue(rich), issuer.issue(plain));
        return Stream.of(
                FuzzTarget.of(
                                "token",
                                tokens.stream().map(TokenTargets::bytes).toList(),
                                input -> {
                                    var jwt = new String(input, StandardCharsets.ISO_8859_1);
                                    boolean read = verified(verifier, jwt);
                                    must(!read || authentic(tokens, jwt), "a token that none made");
                                    return read;
                                })
                        .sparing(SPARE_BYTES)
                        .trying(INPUTS),
                FuzzTarget.of(
                                "token-claims",
                                tokens.stream().map(TokenTargets::claims).toList(),
                                input -> verified(verifier, signed(input)))
                        .sparing(SPARE_BYTES)
                        .trying(INPUTS));
    }

    private static boolean verified(TokenVerifier verifier, String jwt) {
        try {
            verifier.verify(jwt);
            return true;
        } catch (TokenRefused e) {
            return false;
        }
    }

    /**
     * What is signed is one of ours. Blanks around it are nothing, and its signature may be spelled in several ways,
     * since base64 is read leniently.
     */
    private static boolean authentic(List<String> tokens, String jwt) {
        String said = jwt.trim();
        return tokens.stream()
                .anyMatch(token -> said.startsWith(token.substring(0, token.lastIndexOf('.') + 1)));
    }

    private static String signed(byte[] claims) throws GeneralSecurityException {
        String body = HEAD + Base64URL.encode(claims);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.bytes(), "HmacSHA256"));
        return body + "." + Base64URL.encode(mac.doFinal(bytes(body)));
    }

    private static byte[] claims(String token) {
        return new Base64URL(token.split("\\.", -1)[1]).decode();
    }

    private static Instant later(ManualClock clock) {
        return clock.instant().plus(Duration.ofHours(1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
