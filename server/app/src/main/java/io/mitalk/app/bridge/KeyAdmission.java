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
 * Thread-safe. Lets in who holds a token of a known key. The key tells the realm: the application's own key opens rooms
 * of the application, the operator's keys open rooms of the operator's programs.
 */
public final class KeyAdmission implements Admission {

    private final SigningKey own;
    private final boolean autoCreateRooms;
    private final TokenVerifier verifier;
    private final TokenIssuer issuer;

    /**
     * Made by the assembly.
     *
     * @param own the application's key, whose name no operator key may bear
     * @param autoCreateRooms whether an operator's token opens the room that it names
     */
    public KeyAdmission(
            SigningKey own, List<SigningKey> operators, boolean autoCreateRooms, Clock clock) {
        this.own = own;
        this.autoCreateRooms = autoCreateRooms;
        var keys = new ArrayList<>(operators);
        keys.add(own);
        this.verifier = new TokenVerifier(keys, clock);
        this.issuer = new TokenIssuer(keys);
    }

    @Override
    public Verdict admit(String jwt) {
        try {
            var token = verifier.verify(jwt);
            if (token.issuer().equals(own.name())) {
                return new Verdict.Admitted(token, Realm.APPLICATION, true);
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

    /** Signs tokens of the application. */
    public TokenIssuer issuer() {
        return issuer;
    }
}
