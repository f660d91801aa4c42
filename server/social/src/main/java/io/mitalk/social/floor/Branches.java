package io.mitalk.social.floor;

import io.mitalk.db.Tx;
import java.util.UUID;

/** Thread-safe. The branches of the invitations: people of one branch may be one person's friends, or one person. */
public final class Branches {

    private Branches() {}

    /**
     * The branch that an account is of, found by walking up to the one whom nobody of this community invited; it is
     * named by whom that one let in, which may be the account itself.
     */
    public static UUID of(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        with recursive up as (
                            select account, inviter from invite_edge where account = :account
                            union all
                            select e.account, e.inviter from invite_edge e join up on e.account = up.inviter)
                        select coalesce((select account from up where not exists (
                            select 1 from invite_edge e where e.account = up.inviter)), :account)
                        """)
                .bind("account", account)
                .mapTo(UUID.class)
                .one();
    }
}
