package io.mitalk.social.invite;

import io.mitalk.db.Tx;
import io.mitalk.kit.secret.SealedText;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Thread-safe. The codes that makers of open invitations may see again: sealed, each for its own row. */
final class KeptCodes {

    private final SealedText seals;

    KeptCodes(SealedText seals) {
        this.seals = seals;
    }

    void keep(Tx tx, UUID invitation, String code) {
        InvitationStore.keepCode(tx, invitation, seals.seal(code, invitation.toString()));
    }

    /** Those of the invitations that {@code inviter} has given out and that are still open. */
    Map<UUID, String> of(Tx tx, UUID inviter) {
        var codes = new HashMap<UUID, String>();
        for (var kept : InvitationStore.keptCodes(tx, inviter).entrySet()) {
            String code = seals.open(kept.getValue(), kept.getKey().toString());
            if (code != null) {
                codes.put(kept.getKey(), code);
            }
        }
        return codes;
    }
}
