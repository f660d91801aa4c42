package io.mitalk.social.floor;

import io.mitalk.db.Tx;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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

    /** The same of many accounts at once. */
    public static Map<UUID, UUID> of(Tx tx, Collection<UUID> accounts) {
        var branches = new HashMap<UUID, UUID>();
        tx.handle()
                .createQuery(
                        """
                        with recursive up as (
                            select a as whose, e.account, e.inviter from unnest(:accounts) a
                                join invite_edge e on e.account = a
                            union all
                            select up.whose, e.account, e.inviter from invite_edge e
                                join up on e.account = up.inviter)
                        select a as whose, coalesce((select up.account from up where up.whose = a and not exists (
                            select 1 from invite_edge e where e.account = up.inviter)), a) as branch
                        from unnest(:accounts) a
                        """)
                .bindArray("accounts", UUID.class, accounts.toArray())
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject("whose", UUID.class),
                                        row.getObject("branch", UUID.class)))
                .forEach(entry -> branches.put(entry.getKey(), entry.getValue()));
        return branches;
    }
}
