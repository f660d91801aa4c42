package io.mitalk.social.notify;

import io.mitalk.db.Tx;
import io.mitalk.kit.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The table {@code notify_notice}. */
final class NoticeStore {

    private NoticeStore() {}

    static void add(Tx tx, UUID account, @Nullable UUID subject, Notice notice) {
        tx.handle()
                .createUpdate(
                        """
                        INSERT INTO notify_notice (id, account, kind, subject, data, at)
                        VALUES (:id, :account, :kind, :subject::uuid, :data::jsonb, :at)
                        """)
                .bind("id", notice.id())
                .bind("account", account)
                .bind("kind", notice.kind())
                .bindByType("subject", subject, UUID.class)
                .bind("data", Json.write(notice.data()))
                .bind("at", notice.at())
                .execute();
    }

    /** Removes what is older than the newest {@code max}, and says what that was. */
    static List<UUID> trim(Tx tx, UUID account, int max) {
        return tx.handle()
                .createQuery(
                        """
                        DELETE FROM notify_notice WHERE id IN (
                            SELECT id FROM notify_notice WHERE account = :account
                            ORDER BY at DESC, id DESC OFFSET :max)
                        RETURNING id
                        """)
                .bind("account", account)
                .bind("max", max)
                .mapTo(UUID.class)
                .list();
    }

    static List<UUID> withdraw(Tx tx, UUID account, String kind, UUID subject) {
        return tx.handle()
                .createQuery(
                        """
                        DELETE FROM notify_notice
                        WHERE account = :account AND kind = :kind AND subject = :subject RETURNING id
                        """)
                .bind("account", account)
                .bind("kind", kind)
                .bind("subject", subject)
                .mapTo(UUID.class)
                .list();
    }

    /** Marks those of them that are the account's and unread, and says which these were. */
    static List<UUID> read(Tx tx, UUID account, Collection<UUID> ids) {
        return tx.handle()
                .createQuery(
                        """
                        UPDATE notify_notice SET read_at = :now
                        WHERE account = :account AND id = ANY(:ids) AND read_at IS NULL RETURNING id
                        """)
                .bind("account", account)
                .bindArray("ids", UUID.class, ids)
                .bind("now", tx.now())
                .mapTo(UUID.class)
                .list();
    }

    static void erase(Tx tx, UUID account) {
        tx.handle()
                .createUpdate("DELETE FROM notify_notice WHERE account = :account")
                .bind("account", account)
                .execute();
    }

    /** The newest first. */
    static List<Notice> of(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        SELECT id, kind, at, read_at, data FROM notify_notice
                        WHERE account = :account ORDER BY at DESC, id DESC
                        """)
                .bind("account", account)
                .map((row, _) -> notice(row))
                .list();
    }

    private static Notice notice(ResultSet row) throws SQLException {
        var readAt = row.getTimestamp("read_at");
        return new Notice(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getTimestamp("at").toInstant(),
                readAt == null ? null : readAt.toInstant(),
                Json.mapper().readTree(row.getString("data")));
    }
}
