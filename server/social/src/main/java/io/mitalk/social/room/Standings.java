package io.mitalk.social.room;

import io.mitalk.db.Tx;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Whether an account may be in rooms at all, and in this one beside its host; reads only. */
final class Standings {

    private Standings() {}

    /**
     * What an account may.
     *
     * @param member whether it is a member in good standing
     * @param cause why it may not be in the room, or null
     */
    record Standing(boolean member, AudienceStore.@Nullable Cause cause) {}

    private record Row(boolean active, boolean shutOut, boolean blocked) {}

    private static final String SHUT_OUT =
            """
            (a.state = 'deleted' or (a.suspended_reason is not null
                and (a.suspended_until is null or a.suspended_until > :now)))
            """;

    static Standing of(Tx tx, Room room, UUID account) {
        if (Visiting.is(account)) {
            boolean came = PassStore.isOf(tx, room.id(), account);
            return new Standing(false, came ? null : AudienceStore.Cause.SUSPENDED);
        }
        var row =
                tx.handle()
                        .createQuery(
                                "select a.state = 'active' as active, "
                                        + SHUT_OUT
                                        + """
                                         as shut_out, exists (select 1 from graph_block
                                            where (account = :host and blocked = :account)
                                                or (account = :account and blocked = :host)) as blocked
                                        from account_account a where a.id = :account
                                        """)
                        .bind("now", tx.now())
                        .bind("host", room.host())
                        .bind("account", account)
                        .map(
                                (found, _) ->
                                        new Row(
                                                found.getBoolean("active"),
                                                found.getBoolean("shut_out"),
                                                found.getBoolean("blocked")))
                        .findOne()
                        .orElse(new Row(false, true, false));
        if (row.shutOut()) {
            return new Standing(false, AudienceStore.Cause.SUSPENDED);
        }
        return new Standing(row.active(), row.blocked() ? AudienceStore.Cause.BLOCKED : null);
    }

    /** Whether the account is suspended or deleted. */
    static boolean shutOut(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(
                        "select coalesce((select "
                                + SHUT_OUT
                                + " from account_account a where a.id = :account), true)")
                .bind("now", tx.now())
                .bind("account", account)
                .mapTo(Boolean.class)
                .one();
    }

    /** Accounts in open rooms that may not be there: whoever was told so was not heard. */
    record Stray(UUID room, UUID account, boolean shutOut) {}

    static List<Stray> strays(Tx tx) {
        return tx.handle()
                .createQuery(
                        "select p.room, p.account, "
                                + SHUT_OUT
                                + """
                                 as shut_out
                                from (
                                    select room, account from room_attendance
                                    where left_at is null and account is not null
                                    union select s.room, s.account from room_seat s) p
                                join room_room r on r.id = p.room and r.phase <> 'ended'
                                join account_account a on a.id = p.account
                                where not exists (select 1 from room_bar b
                                        where b.room = p.room and b.identity = p.account::text)
                                    and (
                                """
                                + SHUT_OUT
                                + """
                                     or exists (select 1 from graph_block g
                                        where (g.account = r.host and g.blocked = p.account)
                                            or (g.account = p.account and g.blocked = r.host)))
                                """)
                .bind("now", tx.now())
                .map(
                        (row, _) ->
                                new Stray(
                                        row.getObject("room", UUID.class),
                                        row.getObject("account", UUID.class),
                                        row.getBoolean("shut_out")))
                .list();
    }

    /** Bars for suspensions that are over. */
    static List<Stray> pardoned(Tx tx) {
        return tx.handle()
                .createQuery(
                        """
                        select b.room, a.id as account from room_bar b
                        join room_room r on r.id = b.room and r.phase <> 'ended'
                        join account_account a on a.id::text = b.identity
                        where b.cause = 'suspended' and not
                        """
                                + SHUT_OUT)
                .bind("now", tx.now())
                .map(
                        (row, _) ->
                                new Stray(
                                        row.getObject("room", UUID.class),
                                        row.getObject("account", UUID.class),
                                        false))
                .list();
    }
}
