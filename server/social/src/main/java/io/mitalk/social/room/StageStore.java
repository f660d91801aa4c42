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

/** Thread-safe. The SQL of stages: {@code room_seat}, {@code room_hand}, {@code room_offer}. */
final class StageStore {

    private static final RowMapper<StageSeat> SEAT = ConstructorMapper.of(StageSeat.class);
    private static final RowMapper<Raised> RAISED = ConstructorMapper.of(Raised.class);
    private static final RowMapper<Offered> OFFERED = ConstructorMapper.of(Offered.class);

    private static final String SEAT_COLUMNS =
            "account, role, muted, mic_open, since, here, lost_since";

    private StageStore() {}

    /** A hand that is up. */
    public record Raised(UUID account, Instant raisedAt) {}

    /** A place offered, until {@code expiresAt}. */
    public record Offered(UUID account, Instant since, Instant expiresAt) {}

    static List<StageSeat> seats(Tx tx, UUID room) {
        return tx
                .handle()
                .createQuery("select " + SEAT_COLUMNS + " from room_seat where room = :room")
                .bind("room", room)
                .map(SEAT)
                .stream()
                .sorted(StageSeat.ORDER)
                .toList();
    }

    /** The stages of many rooms at once, by room. */
    static Map<UUID, List<StageSeat>> seats(Tx tx, Collection<UUID> rooms) {
        return tx
                .handle()
                .createQuery(
                        "select room, " + SEAT_COLUMNS + " from room_seat where room = any(:rooms)")
                .bindArray("rooms", UUID.class, rooms.toArray())
                .map(
                        (row, context) ->
                                Map.entry(
                                        row.getObject("room", UUID.class), SEAT.map(row, context)))
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Map.Entry::getKey,
                                Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    static void put(Tx tx, UUID room, StageSeat seat) {
        tx.handle()
                .createUpdate(
                        """
                        insert into room_seat (room, account, role, muted, mic_open, since, here, lost_since)
                        values (:room, :account, :role, :muted, :micOpen, :since, :here, :lostSince::timestamptz)
                        on conflict (room, account) do update set role = :role, muted = :muted,
                            mic_open = :micOpen, here = :here, lost_since = :lostSince::timestamptz
                        """)
                .bind("room", room)
                .bind("account", seat.account())
                .bind("role", seat.role().word())
                .bind("muted", seat.muted())
                .bind("micOpen", seat.micOpen())
                .bind("since", seat.since())
                .bind("here", seat.here())
                .bindByType("lostSince", seat.lostSince(), Instant.class)
                .execute();
    }

    static void removeSeat(Tx tx, UUID room, UUID account) {
        tx.handle()
                .createUpdate("delete from room_seat where room = :room and account = :account")
                .bind("room", room)
                .bind("account", account)
                .execute();
    }

    /** Hands in the order in which they went up. */
    static List<Raised> hands(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        """
                        select account, raised_at from room_hand where room = :room
                        order by raised_at, account
                        """)
                .bind("room", room)
                .map(RAISED)
                .list();
    }

    /** Whose hands are up and who are there themselves. */
    static Set<UUID> handsHere(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        "select account from room_hand where room = :room and lost_since is null")
                .bind("room", room)
                .mapTo(UUID.class)
                .set();
    }

    static void raise(Tx tx, UUID room, UUID account, Instant at) {
        tx.handle()
                .createUpdate(
                        """
                        insert into room_hand (room, account, raised_at) values (:room, :account, :at)
                        on conflict do nothing
                        """)
                .bind("room", room)
                .bind("account", account)
                .bind("at", at)
                .execute();
    }

    /** How many hands are up. */
    static int handCount(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select count(*) from room_hand where room = :room")
                .bind("room", room)
                .mapTo(Integer.class)
                .one();
    }

    /** Whether it was up. */
    static boolean lower(Tx tx, UUID room, UUID account) {
        return tx.handle()
                        .createUpdate(
                                "delete from room_hand where room = :room and account = :account")
                        .bind("room", room)
                        .bind("account", account)
                        .execute()
                == 1;
    }

    /** Notes since when the owner of a hand is gone, null for being there; nothing when there is no hand. */
    static boolean handLost(Tx tx, UUID room, UUID account, @Nullable Instant since) {
        return tx.handle()
                        .createUpdate(
                                """
                                update room_hand set lost_since = :since::timestamptz
                                where room = :room and account = :account
                                """)
                        .bind("room", room)
                        .bind("account", account)
                        .bindByType("since", since, Instant.class)
                        .execute()
                == 1;
    }

    /** Notes for all hands of a room that their owners are gone; those already gone stay so. */
    static int handsLost(Tx tx, UUID room) {
        return tx.handle()
                .createUpdate(
                        """
                        update room_hand set lost_since = :now where room = :room and lost_since is null
                        """)
                .bind("room", room)
                .bind("now", tx.now())
                .execute();
    }

    /** Whose hands are up although they have been gone since before {@code then}. */
    static List<UUID> handsLostBefore(Tx tx, UUID room, Instant then) {
        return tx.handle()
                .createQuery(
                        "select account from room_hand where room = :room and lost_since <= :then")
                .bind("room", room)
                .bind("then", then)
                .mapTo(UUID.class)
                .list();
    }

    /** The first time since when the owner of a hand is gone, or null. */
    static @Nullable Instant firstHandLost(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select min(lost_since) from room_hand where room = :room")
                .bind("room", room)
                .mapTo(Instant.class)
                .findOne()
                .orElse(null);
    }

    static List<Offered> offers(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        """
                        select account, since, expires_at from room_offer where room = :room
                        order by since, account
                        """)
                .bind("room", room)
                .map(OFFERED)
                .list();
    }

    static void offer(Tx tx, UUID room, Offered offered, UUID by) {
        tx.handle()
                .createUpdate(
                        """
                        insert into room_offer (room, account, by_account, since, expires_at)
                        values (:room, :account, :by, :since, :expires)
                        on conflict (room, account) do update
                            set by_account = :by, since = :since, expires_at = :expires
                        """)
                .bind("room", room)
                .bind("account", offered.account())
                .bind("by", by)
                .bind("since", offered.since())
                .bind("expires", offered.expiresAt())
                .execute();
    }

    /** Whether there was one. */
    static boolean withdraw(Tx tx, UUID room, UUID account) {
        return tx.handle()
                        .createUpdate(
                                "delete from room_offer where room = :room and account = :account")
                        .bind("room", room)
                        .bind("account", account)
                        .execute()
                == 1;
    }

    /** Open rooms in which the account is anything: has a seat, hand, offer, ticket or open interval. */
    static List<UUID> roomsOf(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        select r.id from room_room r where r.phase <> 'ended' and r.id in (
                            select room from room_seat where account = :account
                            union select room from room_hand where account = :account
                            union select room from room_offer where account = :account
                            union select room from room_ticket where identity = :identity
                            union select room from room_attendance where account = :account and left_at is null)
                        """)
                .bind("account", account)
                .bind("identity", account.toString())
                .mapTo(UUID.class)
                .list();
    }
}
