package io.mitalk.social.ping;

import io.mitalk.db.Tx;
import java.util.List;
import java.util.UUID;

/** Thread-safe. The SQL of pings: {@code ping_ping}. */
final class PingStore {

    private PingStore() {}

    /** Remembers it, and says whether it is the first of this person in this room. */
    static boolean add(Tx tx, UUID room, UUID account, UUID by) {
        return tx.handle()
                        .createUpdate(
                                """
                                insert into ping_ping (room, account, by_account, at)
                                values (:room, :account, :by, :now) on conflict do nothing
                                """)
                        .bind("room", room)
                        .bind("account", account)
                        .bind("by", by)
                        .bind("now", tx.now())
                        .execute()
                == 1;
    }

    static List<UUID> of(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select account from ping_ping where room = :room order by account")
                .bind("room", room)
                .mapTo(UUID.class)
                .list();
    }

    static boolean present(Tx tx, UUID room, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        select exists (select 1 from room_attendance
                            where room = :room and account = :account and left_at is null)
                        """)
                .bind("room", room)
                .bind("account", account)
                .mapTo(Boolean.class)
                .one();
    }

    static int handsUp(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select count(*) from room_hand where room = :room")
                .bind("room", room)
                .mapTo(Integer.class)
                .one();
    }
}
