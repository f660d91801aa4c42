package io.mitalk.social.room;

import io.mitalk.db.Tx;
import java.time.Instant;
import java.util.UUID;

/** Thread-safe. The table {@code room_source}: whence guests came, and from where nobody new may come. */
final class SourceStore {

    private SourceStore() {}

    /**
     * Notes whence a guest comes. False for a newcomer from where a guest was removed; who came before may come again,
     * since others may share the address.
     */
    static boolean admit(Tx tx, UUID room, String identity, String source) {
        return tx.handle()
                        .createUpdate(
                                """
                                insert into room_source (room, identity, source)
                                select :room, :identity, :source
                                where exists (select from room_source where room = :room and identity = :identity)
                                    or not exists (select from room_source
                                        where room = :room and source = :source and barred_until > :now)
                                on conflict (room, identity) do update set source = :source
                                """)
                        .bind("room", room)
                        .bind("identity", identity)
                        .bind("source", source)
                        .bind("now", tx.now())
                        .execute()
                > 0;
    }

    /** Lets nobody new come from where this guest came, until then. */
    static void bar(Tx tx, UUID room, String identity, Instant until) {
        tx.handle()
                .createUpdate(
                        """
                        update room_source set barred_until = :until
                        where room = :room and identity = :identity
                        """)
                .bind("room", room)
                .bind("identity", identity)
                .bind("until", until)
                .execute();
    }

    static void forget(Tx tx, UUID room) {
        tx.handle()
                .createUpdate("delete from room_source where room = :room")
                .bind("room", room)
                .execute();
    }
}
