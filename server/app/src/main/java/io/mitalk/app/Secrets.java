package io.mitalk.app;

import io.mitalk.app.link.Links;
import io.mitalk.kit.KitKeys;
import io.mitalk.kit.config.Config;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.secret.SecretFile;
import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.token.SigningKey;
import java.util.HexFormat;
import java.util.Set;

/**
 * Immutable. What the data folder's secrets make possible; the same for every process that uses the folder.
 *
 * @param links signs and opens personal links
 * @param linkKey signs the tokens of personal links
 * @param stageKey signs the tokens of the application's own rooms
 */
record Secrets(Links links, SigningKey linkKey, SigningKey stageKey) {

    /** Issuer of the tokens of personal links. */
    static final String LINK_ISSUER = "mitalk";

    /** Issuer of the tokens of the application's rooms; another, so that a link cannot name its way into one. */
    static final String STAGE_ISSUER = "mitalk-stage";

    /** No operator's key may bear one of these names. */
    static final Set<String> ISSUERS = Set.of(LINK_ISSUER, STAGE_ISSUER);

    /** Reads the secrets, making those that are missing. */
    static Secrets open(Config config) {
        var data = config.get(KitKeys.DATA);
        var randomness = Randomness.secure();
        var links =
                new Links(SecretFile.open(data, "links", randomness), randomness, Clock.system());
        byte[] link = SecretFile.open(data, "tokens", randomness);
        byte[] stage = SecretFile.open(data, "stage-tokens", randomness);
        return new Secrets(
                links,
                new SigningKey(LINK_ISSUER, HexFormat.of().formatHex(link)),
                new SigningKey(STAGE_ISSUER, HexFormat.of().formatHex(stage)));
    }
}
