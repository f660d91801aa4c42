package io.mitalk.social.room;

import io.mitalk.db.Tx;
import java.util.UUID;

/** Thread-safe. The SQL of when somebody spoke: {@code room_speech}. */
final class SpeechStore {

    private SpeechStore() {}

    /** Keeps when it was; a fact that comes twice says the same. */
    static void add(Tx tx, UUID account, StageFact.Spoke spoke) {
        tx.handle()
                .createUpdate(
                        """
                        insert into room_speech (room, account, at, slots) values (:room, :account, :at, :slots)
                        on conflict (room, account, at) do update set slots = room_speech.slots | :slots
                        """)
                .bind("room", spoke.room())
                .bind("account", account)
                .bind("at", spoke.at())
                .bind("slots", spoke.slots())
                .execute();
    }

    /** Of a room it stays how long each one spoke, and when is gone. */
    static void forget(Tx tx, UUID room) {
        tx.handle()
                .createUpdate("delete from room_speech where room = :room")
                .bind("room", room)
                .execute();
    }
}
