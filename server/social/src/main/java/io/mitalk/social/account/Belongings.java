package io.mitalk.social.account;

import io.mitalk.db.Tx;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. What a noun keeps of an account: handed out with its export, and erased with it. */
public interface Belongings {

    /** The name of this part in the export, such as {@code invitations}. */
    String name();

    /** What there is, as records, lists and maps for JSON; null for nothing. Never another person's private data. */
    @Nullable Object export(Tx tx, UUID account);

    /**
     * Erases it, in the transaction that makes the account a tombstone or lets a reservation fall free. What others
     * rely on may stay under the account's id, which says nothing any more.
     */
    void erase(Tx tx, UUID account);
}
