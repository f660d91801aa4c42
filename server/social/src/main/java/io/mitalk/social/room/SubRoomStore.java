package io.mitalk.social.room;

import io.mitalk.db.Tx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of sub-rooms: {@code room_place}. */
final class SubRoomStore {

    private static final RowMapper<Placed> PLACED = ConstructorMapper.of(Placed.class);

    private SubRoomStore() {}

    /** Somebody who is in a sub-room, or is heard everywhere. */
    public record Placed(UUID account, int subRoom, boolean everywhere) {

        boolean ordinary() {
            return subRoom == 0 && !everywhere;
        }
    }

    static List<Placed> all(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        """
                        select account, sub_room, everywhere from room_place where room = :room order by account
                        """)
                .bind("room", room)
                .map(PLACED)
                .list();
    }

    static Placed of(Tx tx, UUID room, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        select account, sub_room, everywhere from room_place
                        where room = :room and account = :account
                        """)
                .bind("room", room)
                .bind("account", account)
                .map(PLACED)
                .findOne()
                .orElse(new Placed(account, 0, false));
    }

    /** What the media plane is to know. */
    static SubRooms of(Tx tx, UUID room) {
        var placed = all(tx, room);
        if (placed.isEmpty()) {
            return SubRooms.NONE;
        }
        var of = new HashMap<String, Integer>();
        var everywhere = new HashSet<String>();
        for (var one : placed) {
            if (one.subRoom() > 0) {
                of.put(one.account().toString(), one.subRoom());
            }
            if (one.everywhere()) {
                everywhere.add(one.account().toString());
            }
        }
        return new SubRooms(of, everywhere);
    }

    static void put(Tx tx, UUID room, Placed placed) {
        if (placed.ordinary()) {
            drop(tx, room, placed.account());
            return;
        }
        tx.handle()
                .createUpdate(
                        """
                        insert into room_place (room, account, sub_room, everywhere)
                        values (:room, :account, :subRoom, :everywhere)
                        on conflict (room, account) do update set sub_room = :subRoom, everywhere = :everywhere
                        """)
                .bind("room", room)
                .bind("account", placed.account())
                .bind("subRoom", placed.subRoom())
                .bind("everywhere", placed.everywhere())
                .execute();
    }

    /** Takes one away, or all when {@code account} is null; says whether there was any. */
    static boolean drop(Tx tx, UUID room, @Nullable UUID account) {
        return tx.handle()
                        .createUpdate(
                                """
                                delete from room_place
                                where room = :room and (:account::uuid is null or account = :account::uuid)
                                """)
                        .bind("room", room)
                        .bindByType("account", account, UUID.class)
                        .execute()
                > 0;
    }
}
