package io.mitalk.app;

import io.mitalk.app.link.Links;
import io.mitalk.kit.KitKeys;
import io.mitalk.kit.config.Config;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.secret.SecretFile;
import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.token.SigningKey;
import java.util.HexFormat;

/**
 * Immutable. What the data folder's secrets make possible; the same for every process that uses the folder.
 *
 * @param links signs and opens personal links
 * @param tokenKey signs the tokens of the application's own rooms
 */
record Secrets(Links links, SigningKey tokenKey) {

    /** Issuer of the application's tokens; no operator key may bear this name. */
    static final String ISSUER = "mitalk";

    /** Reads the secrets, making those that are missing. */
    static Secrets open(Config config) {
        var data = config.get(KitKeys.DATA);
        var randomness = Randomness.secure();
        var links =
                new Links(SecretFile.open(data, "links", randomness), randomness, Clock.system());
        byte[] token = SecretFile.open(data, "tokens", randomness);
        return new Secrets(links, new SigningKey(ISSUER, HexFormat.of().formatHex(token)));
    }
}
