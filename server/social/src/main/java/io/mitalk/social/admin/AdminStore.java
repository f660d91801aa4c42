package io.mitalk.social.admin;

import io.mitalk.db.Tx;
import io.mitalk.http.Visitor;
import io.mitalk.social.account.PersonCard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Reads what the console shows; writes nothing. */
final class AdminStore {

    private AdminStore() {}

    /** Immutable. A person as operators see one. */
    record Person(
            UUID id,
            String handle,
            String displayName,
            String email,
            boolean emailConfirmed,
            String state,
            boolean operator,
            Instant createdAt,
            @Nullable PersonCard inviter,
            Visitor.@Nullable Suspension suspension) {}

    /**
     * Immutable. A line of the log.
     *
     * @param about the handle of an account, else the id of whatever it is
     */
    record Line(
            UUID id,
            Instant at,
            @Nullable PersonCard actor,
            String action,
            @Nullable String about,
            String reason) {}

    /** Those whose handle, name or address holds {@code q}, the newest first. */
    static List<Person> people(Tx tx, String q, Cursor after, int max) {
        return tx.handle()
                .createQuery(
                        """
                        SELECT a.id, a.handle, a.display_name, a.email, a.email_confirmed_at, a.state, a.operator,
                            a.created_at, a.suspended_reason, a.suspended_until,
                            i.id AS inviter, i.handle AS inviter_handle, i.display_name AS inviter_name
                        FROM account_account a
                        LEFT JOIN invite_edge e ON e.account = a.id
                        LEFT JOIN account_account i ON i.id = e.inviter
                        WHERE a.state <> 'deleted'
                            AND (a.created_at, a.id) < (:at, :id)
                            AND (:q = '' OR strpos(a.handle_key, :q) > 0
                                OR strpos(lower(a.display_name), :q) > 0 OR strpos(a.email, :q) > 0)
                        ORDER BY a.created_at DESC, a.id DESC LIMIT :max
                        """)
                .bind("q", q)
                .bind("at", after.at())
                .bind("id", after.id())
                .bind("max", max)
                .map((row, _) -> person(row, tx.now()))
                .list();
    }

    /** The newest first. */
    static List<Line> actions(Tx tx, Cursor after, int max) {
        return tx.handle()
                .createQuery(
                        """
                        SELECT l.id, l.at, l.action, l.about, l.reason,
                            p.id AS actor, p.handle AS actor_handle, p.display_name AS actor_name,
                            a.handle AS about_handle
                        FROM action_action l
                        LEFT JOIN account_account p ON p.id = l.actor
                        LEFT JOIN account_account a ON a.id = l.about
                        WHERE (l.at, l.id) < (:at, :id)
                        ORDER BY l.at DESC, l.id DESC LIMIT :max
                        """)
                .bind("at", after.at())
                .bind("id", after.id())
                .bind("max", max)
                .map((row, _) -> line(row))
                .list();
    }

    private static Person person(ResultSet row, Instant now) throws SQLException {
        var suspension = suspension(row, now);
        return new Person(
                row.getObject("id", UUID.class),
                row.getString("handle"),
                row.getString("display_name"),
                row.getString("email"),
                row.getTimestamp("email_confirmed_at") != null,
                suspension == null ? row.getString("state") : "suspended",
                row.getBoolean("operator"),
                row.getTimestamp("created_at").toInstant(),
                card(row, "inviter"),
                suspension);
    }

    private static Visitor.@Nullable Suspension suspension(ResultSet row, Instant now)
            throws SQLException {
        var reason = row.getString("suspended_reason");
        var end = row.getTimestamp("suspended_until");
        var until = end == null ? null : end.toInstant();
        return reason == null || (until != null && !now.isBefore(until))
                ? null
                : new Visitor.Suspension(reason, until);
    }

    private static Line line(ResultSet row) throws SQLException {
        var about = row.getObject("about", UUID.class);
        var handle = row.getString("about_handle");
        return new Line(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                card(row, "actor"),
                row.getString("action"),
                handle != null ? "@" + handle : about == null ? null : about.toString(),
                row.getString("reason"));
    }

    private static @Nullable PersonCard card(ResultSet row, String prefix) throws SQLException {
        var id = row.getObject(prefix, UUID.class);
        return id == null
                ? null
                : new PersonCard(
                        id,
                        row.getString(prefix + "_handle"),
                        row.getString(prefix + "_name"),
                        null);
    }
}
