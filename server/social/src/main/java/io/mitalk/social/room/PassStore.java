package io.mitalk.social.room;

import io.mitalk.db.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of speaker passes: {@code room_pass}. */
final class PassStore {

    private static final RowMapper<Pass> PASS = ConstructorMapper.of(Pass.class);
    private static final RowMapper<Guest> GUEST = ConstructorMapper.of(Guest.class);

    private PassStore() {}

    /** A pass that nobody has used. */
    public record Pass(UUID id, UUID room, UUID byAccount, Instant expiresAt) {}

    /** Who used one: the name they gave, and whose guest they are. */
    public record Guest(UUID visitor, String name, UUID byAccount) {}

    static void add(Tx tx, Pass pass, String codeHash) {
        tx.handle()
                .createUpdate(
                        """
                        insert into room_pass (id, room, by_account, code_hash, made_at, expires_at)
                        values (:id, :room, :by, :hash, :now, :expires)
                        """)
                .bind("id", pass.id())
                .bind("room", pass.room())
                .bind("by", pass.byAccount())
                .bind("hash", codeHash)
                .bind("now", tx.now())
                .bind("expires", pass.expiresAt())
                .execute();
    }

    /** How many of a room are good and not used. */
    static int open(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        """
                        select count(*) from room_pass
                        where room = :room and used_at is null and expires_at > :now
                        """)
                .bind("room", room)
                .bind("now", tx.now())
                .mapTo(Integer.class)
                .one();
    }

    /** One that is good and not used, or null. */
    static @Nullable Pass byHash(Tx tx, String codeHash) {
        return tx.handle()
                .createQuery(
                        """
                        select id, room, by_account, expires_at from room_pass
                        where code_hash = :hash and used_at is null and expires_at > :now
                        """)
                .bind("hash", codeHash)
                .bind("now", tx.now())
                .map(PASS)
                .findOne()
                .orElse(null);
    }

    /** Says whether this was the one time. */
    static boolean use(Tx tx, UUID pass, Guest guest, String identity) {
        return tx.handle()
                        .createUpdate(
                                """
                                update room_pass set used_at = :now, visitor = :visitor, guest = :guest, name = :name
                                where id = :id and used_at is null
                                """)
                        .bind("id", pass)
                        .bind("now", tx.now())
                        .bind("visitor", guest.visitor())
                        .bind("guest", identity)
                        .bind("name", guest.name())
                        .execute()
                == 1;
    }

    /** As whom a guest stands in this room who used a pass, or null. */
    static @Nullable UUID visitor(Tx tx, UUID room, String identity) {
        return tx.handle()
                .createQuery(
                        """
                        select visitor from room_pass where room = :room and guest = :guest
                        order by used_at desc limit 1
                        """)
                .bind("room", room)
                .bind("guest", identity)
                .mapTo(UUID.class)
                .findOne()
                .orElse(null);
    }

    /** Whether that visitor was let onto the stage of this room. */
    static boolean isOf(Tx tx, UUID room, UUID visitor) {
        return tx.handle()
                .createQuery(
                        "select exists (select 1 from room_pass where room = :room and visitor = :visitor)")
                .bind("room", room)
                .bind("visitor", visitor)
                .mapTo(Boolean.class)
                .one();
    }

    static Map<UUID, Guest> guests(Tx tx, Collection<UUID> visitors) {
        return tx
                .handle()
                .createQuery(
                        """
                        select visitor, name, by_account from room_pass where visitor = any(:visitors)
                        """)
                .bindArray("visitors", UUID.class, visitors.toArray())
                .map(GUEST)
                .stream()
                .collect(Collectors.toMap(Guest::visitor, guest -> guest));
    }

    /** Nobody comes by those that were not used. */
    static void dropOpen(Tx tx, UUID room) {
        tx.handle()
                .createUpdate("delete from room_pass where room = :room and used_at is null")
                .bind("room", room)
                .execute();
    }
}
