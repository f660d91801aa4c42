package io.mitalk.social.room;

import io.mitalk.db.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. The SQL of who is there: {@code room_ticket}, {@code room_attendance}, {@code room_count}, {@code
 * room_bar}, {@code room_lease}. Every statement that changes who is there changes the count with it.
 */
final class AudienceStore {

    private static final RowMapper<Open> OPEN = ConstructorMapper.of(Open.class);
    private static final RowMapper<Count> COUNT = ConstructorMapper.of(Count.class);

    private AudienceStore() {}

    /** An open interval. */
    public record Open(String sid, boolean guest) {}

    /** How many are there. */
    public record Count(UUID room, int members, int guests, int tickets, int seated) {

        /** People who are there and have no seat, guests included. */
        int listeners() {
            return Math.max(0, members + guests - seated);
        }

        int people() {
            return members + guests;
        }
    }

    /** A participant as the media plane names it. */
    record Comer(UUID room, String identity, @Nullable UUID account, boolean guest) {}

    static void open(Tx tx, UUID room) {
        tx.handle()
                .createUpdate("insert into room_count (room) values (:room)")
                .bind("room", room)
                .execute();
    }

    /**
     * Holds a place until {@code expires}, for who is neither there nor seated; renews one that is held.
     *
     * @return false when the audience has {@code max} people and places held; the transaction must then be rolled back
     */
    static boolean admit(Tx tx, Comer comer, Instant expires, int max) {
        // A crash may forget who was about to come: their media brings them back. So a thousand
        // joins need not wait
        // for a thousand writes of the disk, one after another under the count's lock.
        tx.handle().execute("set local synchronous_commit to off");
        boolean fresh =
                tx.handle()
                        .createQuery(
                                """
                                insert into room_ticket (room, identity, guest, expires_at)
                                values (:room, :identity, :guest, :expires)
                                on conflict (room, identity) do update set expires_at = :expires
                                returning (xmax = 0)
                                """)
                        .bind("room", comer.room())
                        .bind("identity", comer.identity())
                        .bind("guest", comer.guest())
                        .bind("expires", expires)
                        .mapTo(Boolean.class)
                        .one();
        if (!fresh || countTicket(tx, comer.room(), max)) {
            return true;
        }
        return purge(tx, comer.room()) > 0 && countTicket(tx, comer.room(), max);
    }

    /** The row's lock makes the bound exact: whoever waited for it reads the count anew. */
    private static boolean countTicket(Tx tx, UUID room, int max) {
        return tx.handle()
                        .createUpdate(
                                """
                                update room_count set tickets = tickets + 1
                                where room = :room and members + guests + tickets - seated < :max
                                """)
                        .bind("room", room)
                        .bind("max", max)
                        .execute()
                == 1;
    }

    /** Gives back the places that nobody came for in time, and says how many. */
    static int purge(Tx tx, UUID room) {
        lockCount(tx, room);
        int gone =
                tx.handle()
                        .createUpdate(
                                "delete from room_ticket where room = :room and expires_at <= :now")
                        .bind("room", room)
                        .bind("now", tx.now())
                        .execute();
        add(tx, room, new Change(0, 0, -gone, 0));
        return gone;
    }

    /** Rooms in which places are held that nobody came for in time. */
    static List<UUID> withExpiredTickets(Tx tx) {
        return tx.handle()
                .createQuery("select distinct room from room_ticket where expires_at <= :now")
                .bind("now", tx.now())
                .mapTo(UUID.class)
                .list();
    }

    /** Gives back a held place. */
    static void dropTicket(Tx tx, UUID room, String identity) {
        int gone =
                tx.handle()
                        .createUpdate(
                                "delete from room_ticket where room = :room and identity = :identity")
                        .bind("room", room)
                        .bind("identity", identity)
                        .execute();
        if (gone > 0) {
            add(tx, room, new Change(0, 0, -gone, 0));
        }
    }

    /** Nobody else counts until the commit; taken before several changes, so that they cannot cross. */
    static void lockCount(Tx tx, UUID room) {
        tx.handle()
                .createQuery("select room from room_count where room = :room for update")
                .bind("room", room)
                .mapTo(UUID.class)
                .one();
    }

    /** Begins an interval, or goes on with the one of this sid; answers whether the comer was not there before. */
    static boolean join(Tx tx, Comer comer, String sid, Instant at) {
        dropTicket(tx, comer.room(), comer.identity());
        var before = present(tx, comer.room(), comer.identity());
        if (before != null && before.sid().equals(sid)) {
            return false;
        }
        if (before != null) {
            close(tx, comer.room(), comer.identity(), at);
        }
        tx.handle()
                .createUpdate(
                        """
                        insert into room_attendance (room, identity, sid, account, guest, joined_at, last_at)
                        values (:room, :identity, :sid, :account::uuid, :guest, :at, :at)
                        on conflict (room, identity, sid) do update set left_at = null
                        """)
                .bind("room", comer.room())
                .bind("identity", comer.identity())
                .bind("sid", sid)
                .bindByType("account", comer.account(), UUID.class)
                .bind("guest", comer.guest())
                .bind("at", at)
                .execute();
        boolean guest = comer.guest();
        int members = (guest ? 0 : 1) - (before == null || before.guest() ? 0 : 1);
        int guests = (guest ? 1 : 0) - (before != null && before.guest() ? 1 : 0);
        if (members != 0 || guests != 0) {
            add(tx, comer.room(), new Change(members, guests, 0, 0));
        }
        return before == null;
    }

    /** Ends the interval of this sid; answers whether the person is gone by it. */
    static boolean leave(Tx tx, UUID room, String identity, String sid, Instant at) {
        var open = present(tx, room, identity);
        if (open == null || !open.sid().equals(sid)) {
            return false;
        }
        close(tx, room, identity, at);
        add(tx, room, new Change(open.guest() ? 0 : -1, open.guest() ? -1 : 0, 0, 0));
        return true;
    }

    /** The open interval, or null. */
    static @Nullable Open present(Tx tx, UUID room, String identity) {
        return tx.handle()
                .createQuery(
                        """
                        select sid, guest from room_attendance
                        where room = :room and identity = :identity and left_at is null
                        """)
                .bind("room", room)
                .bind("identity", identity)
                .map(OPEN)
                .findOne()
                .orElse(null);
    }

    private static void close(Tx tx, UUID room, String identity, Instant at) {
        tx.handle()
                .createUpdate(
                        """
                        update room_attendance set left_at = greatest(joined_at, :at)
                        where room = :room and identity = :identity and left_at is null
                        """)
                .bind("room", room)
                .bind("identity", identity)
                .bind("at", at)
                .execute();
    }

    /** Ends all intervals of a room at {@code at}, though never before the last sign of life. */
    static void closeAll(Tx tx, UUID room, Instant at) {
        tx.handle()
                .createUpdate(
                        """
                        update room_attendance set left_at = greatest(last_at, :at)
                        where room = :room and left_at is null
                        """)
                .bind("room", room)
                .bind("at", at)
                .execute();
        tx.handle()
                .createUpdate(
                        "update room_count set members = 0, guests = 0, seated = 0 where room = :room")
                .bind("room", room)
                .execute();
    }

    static void dropTickets(Tx tx, UUID room) {
        lockCount(tx, room);
        tx.handle()
                .createUpdate("delete from room_ticket where room = :room")
                .bind("room", room)
                .execute();
        tx.handle()
                .createUpdate("update room_count set tickets = 0 where room = :room")
                .bind("room", room)
                .execute();
    }

    static void spoke(Tx tx, UUID room, StageFact.Spoke spoke) {
        tx.handle()
                .createUpdate(
                        """
                        update room_attendance
                        set speaking_ms = speaking_ms + :millis, last_at = greatest(last_at, :at)
                        where room = :room and identity = :identity and sid = :sid
                        """)
                .bind("room", room)
                .bind("identity", spoke.identity())
                .bind("sid", spoke.sid())
                .bind("millis", spoke.millis())
                .bind("at", spoke.at())
                .execute();
    }

    /** A seat's holder came, went, or is no holder any more. */
    static void seated(Tx tx, UUID room, int change) {
        add(tx, room, new Change(0, 0, 0, change));
    }

    private record Change(int members, int guests, int tickets, int seated) {}

    private static void add(Tx tx, UUID room, Change change) {
        tx.handle()
                .createUpdate(
                        """
                        update room_count set members = members + :members, guests = guests + :guests,
                            tickets = tickets + :tickets, seated = seated + :seated
                        where room = :room
                        """)
                .bind("room", room)
                .bind("members", change.members())
                .bind("guests", change.guests())
                .bind("tickets", change.tickets())
                .bind("seated", change.seated())
                .execute();
    }

    static Count count(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select * from room_count where room = :room")
                .bind("room", room)
                .map(COUNT)
                .one();
    }

    static Map<UUID, Count> counts(Tx tx, Collection<UUID> rooms) {
        return tx
                .handle()
                .createQuery("select * from room_count where room = any(:rooms)")
                .bindArray("rooms", UUID.class, rooms.toArray())
                .map(COUNT)
                .stream()
                .collect(Collectors.toMap(Count::room, count -> count));
    }

    /** Members who are there without a seat, in a stable order, after {@code cursor}. */
    static List<UUID> listeners(Tx tx, UUID room, String cursor, int limit) {
        return tx.handle()
                .createQuery(
                        """
                        select a.account from room_attendance a
                        where a.room = :room and a.left_at is null and not a.guest and a.identity > :cursor
                            and not exists (
                                select 1 from room_seat s where s.room = a.room and s.account = a.account)
                        order by a.identity limit :limit
                        """)
                .bind("room", room)
                .bind("cursor", cursor)
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }

    /** Whether the identity was ever let into the room. */
    static boolean known(Tx tx, UUID room, String identity) {
        return tx.handle()
                .createQuery(
                        """
                        select exists (select 1 from room_ticket where room = :room and identity = :identity)
                            or exists (select 1 from room_attendance where room = :room and identity = :identity)
                        """)
                .bind("room", room)
                .bind("identity", identity)
                .mapTo(Boolean.class)
                .one();
    }

    /** Why somebody may not come in. */
    enum Cause {
        REMOVED,
        BLOCKED,
        SUSPENDED,
        UNINVITED
    }

    static void bar(Tx tx, UUID room, String identity, Cause cause) {
        tx.handle()
                .createUpdate(
                        """
                        insert into room_bar (room, identity, cause, at) values (:room, :identity, :cause, :now)
                        on conflict (room, identity) do update set cause = :cause
                            where room_bar.cause <> 'removed'
                        """)
                .bind("room", room)
                .bind("identity", identity)
                .bind("cause", cause.name().toLowerCase(java.util.Locale.ROOT))
                .bind("now", tx.now())
                .execute();
    }

    /** Whether there was such a bar. */
    static boolean unbar(Tx tx, UUID room, String identity, Cause cause) {
        return tx.handle()
                        .createUpdate(
                                """
                                delete from room_bar
                                where room = :room and identity = :identity and cause = :cause
                                """)
                        .bind("room", room)
                        .bind("identity", identity)
                        .bind("cause", cause.name().toLowerCase(java.util.Locale.ROOT))
                        .execute()
                == 1;
    }

    static Set<String> barred(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select identity from room_bar where room = :room")
                .bind("room", room)
                .mapTo(String.class)
                .set();
    }

    /** Open rooms from which the account is barred for this cause. */
    static List<UUID> barredFrom(Tx tx, UUID account, Cause cause) {
        return tx.handle()
                .createQuery(
                        """
                        select b.room from room_bar b join room_room r on r.id = b.room
                        where b.identity = :identity and b.cause = :cause and r.phase <> 'ended'
                        """)
                .bind("identity", account.toString())
                .bind("cause", cause.name().toLowerCase(java.util.Locale.ROOT))
                .mapTo(UUID.class)
                .list();
    }

    /** Says that until now this server watched over its rooms; nothing to say while nobody is in one. */
    static void renewLease(Tx tx) {
        tx.handle()
                .createUpdate(
                        """
                        update room_lease set at = :now
                        where exists (select 1 from room_attendance where left_at is null)
                        """)
                .bind("now", tx.now())
                .execute();
    }

    static Instant lease(Tx tx) {
        return tx.handle().createQuery("select at from room_lease").mapTo(Instant.class).one();
    }
}
