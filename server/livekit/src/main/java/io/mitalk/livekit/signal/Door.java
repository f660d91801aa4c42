package io.mitalk.livekit.signal;

import io.mitalk.http.UpgradeRefused;
import io.mitalk.livekit.room.TextLimits;
import io.mitalk.livekit.token.AccessToken;
import io.mitalk.livekit.token.Admission;
import io.mitalk.livekit.token.Verdict;
import io.mitalk.livekit.token.Verdict.Admitted;
import io.mitalk.livekit.token.VideoGrant;
import java.util.HashMap;

/** Thread-safe. The checks that a join, a resume and a validation share, each with its HTTP status. */
public record Door(Admission admission, TextLimits limits) {

    private static final int MAX_NAME_CHARS = 256;

    /**
     * The admitted token as it is.
     *
     * @throws UpgradeRefused with the status that clients expect for each reason
     */
    Admitted known(String jwt) throws UpgradeRefused {
        return switch (admission.admit(jwt)) {
            case Verdict.Refused refused ->
                    throw new UpgradeRefused(refused.status(), refused.text());
            case Admitted fine -> fine;
        };
    }

    /**
     * The admitted token, with what the query changes of it.
     *
     * @throws UpgradeRefused with the status that clients expect for each reason
     */
    Admitted admit(Admitted admitted, JoinQuery query) throws UpgradeRefused {
        AccessToken token = admitted.token();
        VideoGrant grant = token.video();
        if (!grant.roomJoin()) {
            throw new UpgradeRefused(401, "token does not permit to join a room");
        }
        if (token.identity().isEmpty() || token.identity().length() > MAX_NAME_CHARS) {
            throw new UpgradeRefused(400, "identity must have 1 to 256 characters");
        }
        if (grant.room().isEmpty() || grant.room().length() > MAX_NAME_CHARS) {
            throw new UpgradeRefused(400, "room name must have 1 to 256 characters");
        }
        if (!query.metadata().isEmpty() || !query.attributes().isEmpty()) {
            return described(admitted, query);
        }
        return query.publish().isEmpty() ? admitted : publishOnly(admitted, query.publish());
    }

    private Admitted described(Admitted admitted, JoinQuery query) throws UpgradeRefused {
        AccessToken token = admitted.token();
        if (!token.video().canUpdateOwnMetadata()) {
            throw new UpgradeRefused(401, "token does not permit to bring metadata or attributes");
        }
        var attributes = new HashMap<>(token.attributes());
        attributes.putAll(query.attributes());
        if (!limits.fit("", query.metadata(), attributes)) {
            throw new UpgradeRefused(400, "metadata or attributes are too long");
        }
        String metadata = query.metadata().isEmpty() ? token.metadata() : query.metadata();
        return new Admitted(
                token.describedAs(token.name(), metadata, attributes),
                admitted.realm(),
                admitted.mayOpenRoom());
    }

    private static Admitted publishOnly(Admitted admitted, String name) throws UpgradeRefused {
        AccessToken token = admitted.token();
        VideoGrant grant = token.video();
        if (!grant.canPublish()) {
            throw new UpgradeRefused(401, "token does not permit to publish");
        }
        var publishing =
                new VideoGrant(
                        grant.room(),
                        grant.roomJoin(),
                        grant.roomCreate(),
                        grant.roomList(),
                        grant.roomAdmin(),
                        true,
                        false,
                        grant.canPublishData(),
                        grant.canPublishSources(),
                        grant.canUpdateOwnMetadata(),
                        grant.hidden(),
                        grant.recorder(),
                        grant.agent());
        var renamed =
                new AccessToken(
                        token.issuer(),
                        token.identity() + "#" + name,
                        token.name(),
                        token.kind(),
                        token.metadata(),
                        token.attributes(),
                        publishing,
                        token.notBefore(),
                        token.expiresAt());
        return new Admitted(renamed, admitted.realm(), admitted.mayOpenRoom());
    }
}
