package io.mitalk.app.bridge;

import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.token.AccessToken;
import io.mitalk.livekit.token.Admission;
import io.mitalk.livekit.token.Realm;
import io.mitalk.livekit.token.SigningKey;
import io.mitalk.livekit.token.TokenIssuer;
import io.mitalk.livekit.token.TokenRefused;
import io.mitalk.livekit.token.TokenVerifier;
import io.mitalk.livekit.token.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Thread-safe. Lets in who holds a token of a known key. The key tells the realm: the stage's key is for rooms that the
 * application opens, the key of personal links and the operator's keys for rooms of their own.
 */
public final class KeyAdmission implements Admission {

    private final SigningKey stage;
    private final SigningKey links;
    private final boolean autoCreateRooms;
    private final TokenVerifier verifier;
    private final TokenIssuer issuer;

    /**
     * Made by the assembly.
     *
     * @param stage signs for the application's rooms; its name and that of {@code links} no operator key may bear
     * @param links signs for rooms of personal links
     * @param autoCreateRooms whether an operator's token opens the room that it names
     */
    public KeyAdmission(
            SigningKey stage,
            SigningKey links,
            List<SigningKey> operators,
            boolean autoCreateRooms,
            Clock clock) {
        this.stage = stage;
        this.links = links;
        this.autoCreateRooms = autoCreateRooms;
        var keys = new ArrayList<>(operators);
        keys.add(stage);
        keys.add(links);
        this.verifier = new TokenVerifier(keys, clock);
        this.issuer = new TokenIssuer(keys);
    }

    @Override
    public Verdict admit(String jwt) {
        try {
            var token = verifier.verify(jwt);
            if (token.issuer().equals(stage.name())) {
                return new Verdict.Admitted(token, Realm.APPLICATION, false);
            }
            if (token.issuer().equals(links.name())) {
                return new Verdict.Admitted(token, Realm.LINK, true);
            }
            boolean mayOpen = autoCreateRooms || token.video().roomCreate();
            return new Verdict.Admitted(token, Realm.OPERATOR, mayOpen);
        } catch (TokenRefused e) {
            return new Verdict.Refused(401, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String renew(AccessToken token) {
        return issuer.issue(token);
    }

    /** Signs tokens with each of the keys. */
    public TokenIssuer issuer() {
        return issuer;
    }
}
