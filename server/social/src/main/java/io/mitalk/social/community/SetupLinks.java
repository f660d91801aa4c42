package io.mitalk.social.community;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.json.JsonInvalid;
import io.mitalk.kit.secret.SignedText;
import io.mitalk.kit.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. Links that make one new operator each. They carry their own signature, so that a command beside the
 * running server can print one; that each is good once stands in the database.
 */
public final class SetupLinks {

    /** Name of the data folder's secret that signs them. */
    public static final String SECRET = "setup";

    private static final String PURPOSE = "setup-link";

    /** 24 characters of 62 are 142 bits. */
    private static final int ID_LENGTH = 24;

    private final SignedText signer;
    private final Randomness randomness;
    private final Clock clock;

    /** {@code key} is the 32 bytes of the data folder's secret {@link #SECRET}. */
    public SetupLinks(byte[] key, Randomness randomness, Clock clock) {
        this.signer = new SignedText(key, PURPOSE);
        this.randomness = randomness;
        this.clock = clock;
    }

    private record Payload(String i, long e) {}

    /** What stands after {@code /setup#} in a new link. */
    public String issue(Duration lifetime) {
        long expiresAt = clock.instant().plus(lifetime).getEpochSecond();
        return signer.sign(Json.write(new Payload(randomness.text(ID_LENGTH), expiresAt)));
    }

    /** The id of the link in this text, or null when it is not ours or over. */
    @Nullable String id(String token) {
        String json = signer.verify(token);
        if (json == null) {
            return null;
        }
        try {
            var payload = Json.read(json, Payload.class);
            return clock.instant().getEpochSecond() < payload.e() ? payload.i() : null;
        } catch (JsonInvalid e) {
            return null; // signed by an earlier version that wrote other fields
        }
    }
}
