package io.mitalk.social.mark;

import io.mitalk.db.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of flags: moments at which people asked for a source. */
final class FlagStore {

    private static final RowMapper<Flag> FLAG = ConstructorMapper.of(Flag.class);

    private static final String SELECT =
            """
            select f.id, f.room, f.speaker, f.at,
                (select p.id from mark_pin p where p.flag = f.id order by p.at limit 1) as pin
            from mark_flag f
            """;

    private FlagStore() {}

    /**
     * A moment at which enough people asked.
     *
     * @param speaker null where it is for everybody on the stage
     * @param pin the source that was given, null while none is
     */
    public record Flag(
            UUID id, UUID room, @Nullable UUID speaker, Instant at, @Nullable UUID pin) {}

    /** Nobody else raises a flag in this room until the commit. */
    static void lock(Tx tx, UUID room) {
        tx.handle()
                .createQuery(
                        "select pg_advisory_xact_lock(hashtextextended('mark_flag ' || :room, 0))")
                .bind("room", room.toString())
                .mapTo(String.class)
                .findOne();
    }

    static boolean raisedSince(Tx tx, UUID room, Instant since) {
        return tx.handle()
                .createQuery(
                        "select exists (select 1 from mark_flag where room = :room and at > :since)")
                .bind("room", room)
                .bind("since", since)
                .mapTo(Boolean.class)
                .one();
    }

    /** How many people of different branches of the invitations asked for a source since then. */
    static int askersSince(Tx tx, UUID room, Instant since) {
        return tx.handle()
                .createQuery(
                        """
                        select count(distinct branch) from mark_reaction
                        where room = :room and kind = 'source' and at > :since
                        """)
                .bind("room", room)
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    static void raise(Tx tx, Flag flag) {
        tx.handle()
                .createUpdate(
                        """
                        insert into mark_flag (id, room, speaker, at) values (:id, :room, :speaker::uuid, :at)
                        """)
                .bind("id", flag.id())
                .bind("room", flag.room())
                .bindByType("speaker", flag.speaker(), UUID.class)
                .bind("at", flag.at())
                .execute();
    }

    /** Every flag of a room, the first one first. */
    static List<Flag> of(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(SELECT + " where f.room = :room order by f.at, f.id")
                .bind("room", room)
                .map(FLAG)
                .list();
    }

    /** What somebody is asked in rooms that are open, and has not answered. */
    static List<Flag> unmet(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(
                        SELECT
                                + """
                                join room_room r on r.id = f.room
                                where r.phase <> 'ended' and not exists (select 1 from mark_pin p where p.flag = f.id)
                                    and (f.speaker = :account or (f.speaker is null and exists (
                                        select 1 from room_seat s where s.room = f.room and s.account = :account)))
                                order by f.at, f.id
                                """)
                .bind("account", account)
                .map(FLAG)
                .list();
    }

    /** Everybody on the stage. */
    static List<UUID> stage(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select account from room_seat where room = :room order by account")
                .bind("room", room)
                .mapTo(UUID.class)
                .list();
    }
}
