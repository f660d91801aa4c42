package io.mitalk.social.mark;

import io.mitalk.db.Tx;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of pins. */
final class PinStore {

    private static final RowMapper<Pin> PIN = ConstructorMapper.of(Pin.class);

    private PinStore() {}

    static void insert(Tx tx, UUID room, Pin pin) {
        tx.handle()
                .createUpdate(
                        """
                        insert into mark_pin (id, room, account, kind, text, url, at, flag)
                        values (:id, :room, :account, :kind, :text, :url, :at, :flag::uuid)
                        """)
                .bind("id", pin.id())
                .bind("room", room)
                .bind("account", pin.account())
                .bind("kind", pin.kind())
                .bind("text", pin.text())
                .bind("url", pin.url())
                .bind("at", pin.at())
                .bindByType("flag", pin.flag(), UUID.class)
                .execute();
    }

    /** All pins of a room, the first one first. */
    static List<Pin> of(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        """
                        select id, account, kind, text, url, at, flag from mark_pin
                        where room = :room order by at, id
                        """)
                .bind("room", room)
                .map(PIN)
                .list();
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
}
