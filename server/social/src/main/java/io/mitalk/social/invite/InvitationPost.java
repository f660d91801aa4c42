package io.mitalk.social.invite;

import io.mitalk.db.Tx;
import io.mitalk.kit.text.Language;
import java.time.Instant;

/** Thread-safe. How an invitation leaves the house as a letter; a letter is sent exactly when its transaction commits. */
public interface InvitationPost {

    /**
     * Immutable. What stands in it.
     *
     * @param to normalised address
     * @param language of the recipient, or of the inviter where nobody knows the recipient's
     * @param code of the link; another than the one that the inviter sees
     */
    record Letter(
            String to,
            Language language,
            String inviter,
            String reason,
            String code,
            Instant expiresAt) {}

    /** Sends it after the commit. */
    void send(Tx tx, Letter letter);
}
