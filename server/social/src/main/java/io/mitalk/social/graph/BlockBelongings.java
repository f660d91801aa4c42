package io.mitalk.social.graph;

import io.mitalk.db.Tx;
import io.mitalk.social.account.Belongings;
import java.util.UUID;

/** Thread-safe. The blocks of an account, for its export and its end. */
public final class BlockBelongings implements Belongings {

    @Override
    public String name() {
        return "blocks";
    }

    /** The ids of those whom the account has blocked; who has blocked it is theirs. */
    @Override
    public Object export(Tx tx, UUID account) {
        return BlockStore.of(tx, account);
    }

    @Override
    public void erase(Tx tx, UUID account) {
        BlockStore.erase(tx, account);
    }
}
