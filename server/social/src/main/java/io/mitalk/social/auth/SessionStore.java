package io.mitalk.social.auth;

import io.mitalk.db.Tx;
import io.mitalk.http.Visitor;
import io.mitalk.kit.text.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of sessions; the only writer of {@code auth_session}. */
final class SessionStore {

    private SessionStore() {}

    /** A session as its owner sees it. */
    record Row(UUID id, Instant createdAt, Instant usedAt, String agent, String source) {}

    /** Who holds a session, and when it was last noted as used. */
    record Holder(Visitor visitor, Instant usedAt) {}

    static void insert(Tx tx, UUID id, byte[] token, UUID account, Device device) {
        tx.handle()
                .createUpdate(
                        """
                        insert into auth_session (id, token, account, created_at, used_at, agent, source)
                        values (:id, :token, :account, :now, :now, :agent, :source)
                        """)
                .bind("id", id)
                .bind("token", token)
                .bind("account", account)
                .bind("now", tx.now())
                .bind("agent", device.agent())
                .bind("source", device.source())
                .execute();
    }

    static @Nullable Holder holder(Tx tx, byte[] token, AuthSettings.SessionLimits limits) {
        return tx.handle()
                .createQuery(
                        """
                        select s.id, s.account, s.used_at, a.state, a.operator, a.language, a.suspended_until,
                            case when a.suspended_until is null or a.suspended_until > :now
                                then a.suspended_reason end as suspended_reason
                        from auth_session s join account_account a on a.id = s.account
                        where s.token = :token and s.created_at > :born and s.used_at > :idle
                            and a.state <> 'deleted'
                        """)
                .bind("token", token)
                .bind("now", tx.now())
                .bind("born", tx.now().minus(limits.lifetime()))
                .bind("idle", tx.now().minus(limits.idle()))
                .map((row, _) -> new Holder(visitor(row), row.getTimestamp("used_at").toInstant()))
                .findOne()
                .orElse(null);
    }

    private static Visitor visitor(ResultSet row) throws SQLException {
        String reason = row.getString("suspended_reason");
        Timestamp until = row.getTimestamp("suspended_until");
        var suspension =
                reason == null
                        ? null
                        : new Visitor.Suspension(reason, until == null ? null : until.toInstant());
        boolean active = row.getString("state").equals("active");
        var standing =
                suspension != null
                        ? Visitor.Standing.SUSPENDED
                        : active ? Visitor.Standing.ACTIVE : Visitor.Standing.RESERVED;
        return new Visitor(
                row.getObject("account", UUID.class),
                standing,
                row.getBoolean("operator") && suspension == null,
                row.getObject("id", UUID.class),
                Objects.requireNonNullElse(Language.ofTag(row.getString("language")), Language.EN),
                suspension);
    }

    /** Notes when sessions were used last. */
    static void used(Tx tx, Map<UUID, Instant> uses) {
        var ids = new ArrayList<UUID>();
        var times = new ArrayList<Long>();
        uses.forEach(
                (id, at) -> {
                    ids.add(id);
                    times.add(at.toEpochMilli());
                });
        tx.handle()
                .createUpdate(
                        """
                        update auth_session s set used_at = greatest(s.used_at, to_timestamp(u.at / 1000.0))
                        from unnest(:ids, :times) as u(id, at) where s.id = u.id
                        """)
                .bindArray("ids", UUID.class, ids.toArray())
                .bindArray("times", Long.class, times.toArray())
                .execute();
    }

    static List<Row> of(Tx tx, UUID account, AuthSettings.SessionLimits limits) {
        return tx.handle()
                .createQuery(
                        """
                        select id, created_at, used_at, agent, source from auth_session
                        where account = :account and created_at > :born and used_at > :idle
                        order by used_at desc, id desc
                        """)
                .bind("account", account)
                .bind("born", tx.now().minus(limits.lifetime()))
                .bind("idle", tx.now().minus(limits.idle()))
                .map(
                        (row, _) ->
                                new Row(
                                        row.getObject("id", UUID.class),
                                        row.getTimestamp("created_at").toInstant(),
                                        row.getTimestamp("used_at").toInstant(),
                                        row.getString("agent"),
                                        row.getString("source")))
                .list();
    }

    /** The ended session's id in a list, or an empty one when the account has no such session. */
    static List<UUID> end(Tx tx, UUID account, UUID id) {
        return tx.handle()
                .createQuery(
                        "delete from auth_session where id = :id and account = :account returning id")
                .bind("id", id)
                .bind("account", account)
                .mapTo(UUID.class)
                .list();
    }

    /** Ends a session, whosever it is: the one that a browser had before it signed in again. */
    static List<UUID> endAny(Tx tx, UUID id) {
        return tx.handle()
                .createQuery("delete from auth_session where id = :id returning id")
                .bind("id", id)
                .mapTo(UUID.class)
                .list();
    }

    /** Ends all sessions of an account but {@code kept}. */
    static List<UUID> endAll(Tx tx, UUID account, @Nullable UUID kept) {
        return tx.handle()
                .createQuery(
                        """
                        delete from auth_session where account = :account and id is distinct from :kept::uuid
                        returning id
                        """)
                .bind("account", account)
                .bindByType("kept", kept, UUID.class)
                .mapTo(UUID.class)
                .list();
    }

    /** Ends what is over, and the longest at rest beyond {@code perAccount}. */
    static List<UUID> prune(Tx tx, UUID account, AuthSettings.SessionLimits limits) {
        return tx.handle()
                .createQuery(
                        """
                        delete from auth_session where account = :account and (created_at <= :born
                            or used_at <= :idle
                            or id not in (select id from auth_session where account = :account
                                order by used_at desc, id desc limit :max))
                        returning id
                        """)
                .bind("account", account)
                .bind("born", tx.now().minus(limits.lifetime()))
                .bind("idle", tx.now().minus(limits.idle()))
                .bind("max", limits.perAccount())
                .mapTo(UUID.class)
                .list();
    }
}
