package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.social.account.Belongings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. What rooms keep of an account: the rooms it opened, when it was in which and spoke for how long, and the
 * passes that it made. They stay after the account's end under an id that says nothing, but for passes that nobody
 * used; open rooms it leaves as somebody suspended does.
 */
public final class RoomBelongings implements Belongings {

    private static final int MOST = 10_000;

    /** Immutable. What there is. */
    record Kept(List<Opened> opened, List<Attended> attended, List<Passed> passes) {}

    /** Immutable. A room that the account opened. */
    public record Opened(UUID room, String title, Instant openedAt, @Nullable Instant endedAt) {}

    /** Immutable. A stay in a room. */
    public record Attended(
            UUID room, String title, Instant joinedAt, @Nullable Instant leftAt, long speakingMs) {}

    /** Immutable. A pass that the account made for a guest, who is another person and not named. */
    public record Passed(
            UUID room, String title, Instant madeAt, Instant expiresAt, @Nullable Instant usedAt) {}

    @Override
    public String name() {
        return "rooms";
    }

    @Override
    public Object export(Tx tx, UUID account) {
        var opened =
                tx.handle()
                        .createQuery(
                                """
                                select id as room, title, opened_at, ended_at from room_room
                                where host = :account order by opened_at desc limit :most
                                """)
                        .bind("account", account)
                        .bind("most", MOST)
                        .map(ConstructorMapper.of(Opened.class))
                        .list();
        var attended =
                tx.handle()
                        .createQuery(
                                """
                                select a.room, r.title, a.joined_at, a.left_at, a.speaking_ms
                                from room_attendance a join room_room r on r.id = a.room
                                where a.account = :account order by a.joined_at desc limit :most
                                """)
                        .bind("account", account)
                        .bind("most", MOST)
                        .map(ConstructorMapper.of(Attended.class))
                        .list();
        var passes =
                tx.handle()
                        .createQuery(
                                """
                                select p.room, r.title, p.made_at, p.expires_at, p.used_at
                                from room_pass p join room_room r on r.id = p.room
                                where p.by_account = :account order by p.made_at desc limit :most
                                """)
                        .bind("account", account)
                        .bind("most", MOST)
                        .map(ConstructorMapper.of(Passed.class))
                        .list();
        return new Kept(opened, attended, passes);
    }

    @Override
    public void erase(Tx tx, UUID account) {
        tx.handle()
                .createUpdate("delete from room_guest where account = :account")
                .bind("account", account)
                .execute();
        tx.handle()
                .createUpdate(
                        "delete from room_pass where by_account = :account and used_at is null")
                .bind("account", account)
                .execute();
    }
}
