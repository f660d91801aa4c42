package io.mitalk.app.link;

import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.json.JsonInvalid;
import io.mitalk.kit.secret.SignedText;
import io.mitalk.kit.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Thread-safe. Makes links and opens them again. */
public final class Links {

    /** Binds the signature to links: nothing else that we sign can be passed off as one. */
    private static final String PURPOSE = "live-link";

    /** 24 characters of 62 are 142 bits. */
    private static final int ID_LENGTH = 24;

    private final SignedText signer;
    private final Randomness randomness;
    private final Clock clock;

    /** {@code key} is the 32 bytes of the data folder's secret. */
    public Links(byte[] key, Randomness randomness, Clock clock) {
        this.signer = new SignedText(key, PURPOSE);
        this.randomness = randomness;
        this.clock = clock;
    }

    /** What stands in the text; short names, since people copy it. */
    private record Payload(String i, String r, String n, boolean s, long e) {}

    /** The text of a new link, for one person. */
    public String issue(String room, String name, boolean speak, Duration lifetime) {
        long expiresAt = clock.instant().plus(lifetime).getEpochSecond();
        return signer.sign(
                Json.write(new Payload(randomness.text(ID_LENGTH), room, name, speak, expiresAt)));
    }

    /**
     * The link behind a text.
     *
     * @throws ProblemRaised {@code link-invalid} when we did not write it, {@code link-expired} when it is over
     */
    public Link open(String text) throws ProblemRaised {
        String json = signer.verify(text);
        if (json == null) {
            throw LinkProblems.INVALID.raise();
        }
        try {
            var payload = Json.read(json, Payload.class);
            var expiresAt = Instant.ofEpochSecond(payload.e());
            if (!clock.instant().isBefore(expiresAt)) {
                throw LinkProblems.EXPIRED.raise();
            }
            return new Link(payload.i(), payload.r(), payload.n(), payload.s(), expiresAt);
        } catch (JsonInvalid e) {
            throw LinkProblems.INVALID
                    .raise(); // signed by an earlier version that wrote other fields
        }
    }
}
