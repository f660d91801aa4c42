package io.mitalk.social.account;

import io.mitalk.db.Tx;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Thread-safe. A noun's share of the state of an account's own channel. */
public interface AccountPart {

    /** The field of the state that is its own, such as {@code notices}. */
    String key();

    /** Its present value; later changes come by {@link Accounts#tell} with a patch of the same field. */
    JsonNode state(Tx tx, UUID account);
}
