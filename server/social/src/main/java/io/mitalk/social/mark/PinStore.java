package io.mitalk.social.mark;

import io.mitalk.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of pins. */
final class PinStore {

    private PinStore() {}

    static void insert(Tx tx, UUID room, Pin pin) {
        var file = pin.file();
        tx.handle()
                .createUpdate(
                        """
                        insert into mark_pin (id, room, account, kind, text, url, at, flag,
                            file_name, file_type, file_bytes, blob)
                        values (:id, :room, :account, :kind, :text, :url, :at, :flag::uuid,
                            :fileName, :fileType, :fileBytes, :blob)
                        """)
                .bind("id", pin.id())
                .bind("room", room)
                .bind("account", pin.account())
                .bind("kind", pin.kind())
                .bind("text", pin.text())
                .bind("url", pin.url())
                .bind("at", pin.at())
                .bindByType("flag", pin.flag(), UUID.class)
                .bind("fileName", file == null ? null : file.name())
                .bind("fileType", file == null ? null : file.type())
                .bindByType("fileBytes", file == null ? null : file.bytes(), Long.class)
                .bind("blob", file == null ? null : file.blob())
                .execute();
    }

    /** All pins of a room, the first one first. */
    static List<Pin> of(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        """
                        select id, account, kind, text, url, at, flag,
                            file_name, file_type, file_bytes, blob
                        from mark_pin where room = :room order by at, id
                        """)
                .bind("room", room)
                .map((row, _) -> pin(row))
                .list();
    }

    private static Pin pin(ResultSet row) throws SQLException {
        String name = row.getString("file_name");
        return new Pin(
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                row.getString("kind"),
                row.getString("text"),
                row.getString("url"),
                row.getTimestamp("at").toInstant(),
                row.getObject("flag", UUID.class),
                name == null
                        ? null
                        : new Pin.File(
                                name,
                                row.getString("file_type"),
                                row.getLong("file_bytes"),
                                row.getString("blob")));
    }

    static @Nullable Pin find(Tx tx, UUID room, UUID id) {
        return of(tx, room).stream().filter(pin -> pin.id().equals(id)).findFirst().orElse(null);
    }

    static void remove(Tx tx, UUID id) {
        tx.handle().createUpdate("delete from mark_pin where id = :id").bind("id", id).execute();
    }

    static int count(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select count(*) from mark_pin where room = :room")
                .bind("room", room)
                .mapTo(Integer.class)
                .one();
    }

    /** How much the files that are pinned in a room take. */
    static long bytes(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        "select coalesce(sum(file_bytes), 0) from mark_pin where room = :room and blob is not null")
                .bind("room", room)
                .mapTo(Long.class)
                .one();
    }

    /** Keeps of a room's files their names alone. */
    static void expire(Tx tx, UUID room) {
        tx.handle()
                .createUpdate("update mark_pin set blob = null where room = :room")
                .bind("room", room)
                .execute();
    }

    static Set<String> named(Tx tx, Set<String> blobs) {
        return tx.handle()
                .createQuery("select blob from mark_pin where blob = any(:blobs)")
                .bindArray("blobs", String.class, blobs.toArray())
                .mapTo(String.class)
                .set();
    }
}
