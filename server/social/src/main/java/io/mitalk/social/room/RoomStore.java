package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of rooms as such: {@code room_room}, {@code room_guest}, {@code room_log}. */
final class RoomStore {

    // By hand: they are read at every request, and looking at a constructor's types costs more than
    // the query.
    private static final RowMapper<Room> ROOM = (row, _) -> room(row);
    private static final RowMapper<Tie> TIE = (row, _) -> tie(row);

    private static final String COLUMNS =
            """
            r.id, r.title, r.topic, t.title as topic_title, r.visibility, r.language, r.phase, r.host,
            r.hands_locked, r.opened_at, r.live_at, r.ends_at, r.ended_at,
            r.version, r.host_version, r.plan_version
            """;

    /** What somebody may see: {@code :account} is null for nobody, {@code :member} false for who is no member. */
    private static final String SEEN =
            """
            (r.visibility = 'public' or (:member and (
                r.visibility = 'members' or r.host = :account::uuid
                or exists (select 1 from room_guest g where g.room = r.id and g.account = :account::uuid))))
            and not exists (select 1 from graph_block b where
                (b.account = r.host and b.blocked = :account::uuid)
                or (b.account = :account::uuid and b.blocked = r.host))
            """;

    private static final String FROM = " from room_room r join topic_topic t on t.id = r.topic ";

    private RoomStore() {}

    /** Who looks: {@code account} is null for nobody. */
    record Asker(@Nullable UUID account, boolean member) {}

    /**
     * What the database knows of one person in one room, all of it of one moment.
     *
     * @param offeredUntil when the place offered on the stage lapses, null when none is
     */
    public record Tie(
            boolean letIn,
            boolean blocked,
            boolean barred,
            @Nullable Role role,
            boolean muted,
            boolean hand,
            @Nullable Instant offeredUntil,
            boolean ticket,
            boolean present) {

        boolean offer() {
            return offeredUntil != null;
        }
    }

    private static Room room(ResultSet row) throws SQLException {
        return new Room(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getObject("topic", UUID.class),
                row.getString("topic_title"),
                Visibility.valueOf(row.getString("visibility").toUpperCase(Locale.ROOT)),
                row.getString("language"),
                Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)),
                row.getObject("host", UUID.class),
                row.getBoolean("hands_locked"),
                row.getTimestamp("opened_at").toInstant(),
                instant(row, "live_at"),
                instant(row, "ends_at"),
                instant(row, "ended_at"),
                row.getLong("version"),
                row.getLong("host_version"),
                row.getLong("plan_version"));
    }

    private static Tie tie(ResultSet row) throws SQLException {
        String role = row.getString("role");
        return new Tie(
                row.getBoolean("let_in"),
                row.getBoolean("blocked"),
                row.getBoolean("barred"),
                role == null ? null : Role.valueOf(role.toUpperCase(Locale.ROOT)),
                row.getBoolean("muted"),
                row.getBoolean("hand"),
                instant(row, "offered_until"),
                row.getBoolean("ticket"),
                row.getBoolean("present"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    static void insert(Tx tx, Room room) {
        tx.handle()
                .createUpdate(
                        """
                        insert into room_room (id, title, topic, visibility, language, phase, host, opened_at)
                        values (:id, :title, :topic, :visibility, :language, 'backstage', :host, :at)
                        """)
                .bind("id", room.id())
                .bind("title", room.title())
                .bind("topic", room.topic())
                .bind("visibility", room.visibility().word())
                .bind("language", room.language())
                .bind("host", room.host())
                .bind("at", room.openedAt())
                .execute();
    }

    static @Nullable Room find(Tx tx, UUID id) {
        return tx.handle()
                .createQuery("select " + COLUMNS + FROM + "where r.id = :id")
                .bind("id", id)
                .map(ROOM)
                .findOne()
                .orElse(null);
    }

    /**
     * The same for a room that must exist.
     *
     * @throws ProblemRaised {@code not-found}
     */
    static Room require(Tx tx, UUID id) throws ProblemRaised {
        var room = find(tx, id);
        if (room == null) {
            throw Problem.NOT_FOUND.raise();
        }
        return room;
    }

    /** The room, and nobody else changes it until the commit; foreign keys may still point at it. */
    static @Nullable Room lock(Tx tx, UUID id) {
        return tx.handle()
                .createQuery("select " + COLUMNS + FROM + "where r.id = :id for no key update of r")
                .bind("id", id)
                .map(ROOM)
                .findOne()
                .orElse(null);
    }

    static void save(Tx tx, Room room) {
        tx.handle()
                .createUpdate(
                        """
                        update room_room set phase = :phase, hands_locked = :locked, live_at = :live::timestamptz,
                            ends_at = :ends::timestamptz, ended_at = :ended::timestamptz, version = :version,
                            host_version = :hostVersion, plan_version = :planVersion
                        where id = :id
                        """)
                .bind("id", room.id())
                .bind("phase", room.phase().word())
                .bind("locked", room.handsLocked())
                .bindByType("live", room.liveAt(), Instant.class)
                .bindByType("ends", room.endsAt(), Instant.class)
                .bindByType("ended", room.endedAt(), Instant.class)
                .bind("version", room.version())
                .bind("hostVersion", room.hostVersion())
                .bind("planVersion", room.planVersion())
                .execute();
    }

    /** Of one {@code account} and {@code identity} each. */
    private static final String TIES =
            """
            select a.account,
                exists (select 1 from room_guest where room = :room and account = a.account) as let_in,
                exists (select 1 from graph_block where (account = :host and blocked = a.account)
                    or (account = a.account and blocked = :host)) as blocked,
                exists (select 1 from room_bar where room = :room and identity = a.identity) as barred,
                s.role, coalesce(s.muted, false) as muted,
                exists (select 1 from room_hand where room = :room and account = a.account) as hand,
                (select expires_at from room_offer where room = :room and account = a.account
                    and expires_at > :now) as offered_until,
                exists (select 1 from room_ticket where room = :room and identity = a.identity
                    and expires_at > :now) as ticket,
                exists (select 1 from room_attendance where room = :room and identity = a.identity
                    and left_at is null) as present
            from (%s) a left join room_seat s on s.room = :room and s.account = a.account
            """;

    private static final String TIE_OF_ONE =
            TIES.formatted("select :account::uuid as account, :identity::text as identity");

    private static final String TIE_OF_MANY =
            TIES.formatted("select u as account, u::text as identity from unnest(:accounts) u");

    static Tie tie(Tx tx, Room room, String identity, @Nullable UUID account) {
        return tx.handle()
                .createQuery(TIE_OF_ONE)
                .bind("room", room.id())
                .bind("host", room.host())
                .bind("identity", identity)
                .bindByType("account", account, UUID.class)
                .bind("now", tx.now())
                .map(TIE)
                .one();
    }

    /** The same of many accounts at once. */
    static Map<UUID, Tie> ties(Tx tx, Room room, Collection<UUID> accounts) {
        var ties = new HashMap<UUID, Tie>();
        tx.handle()
                .createQuery(TIE_OF_MANY)
                .bind("room", room.id())
                .bind("host", room.host())
                .bindArray("accounts", UUID.class, accounts.toArray())
                .bind("now", tx.now())
                .map((row, _) -> Map.entry(row.getObject("account", UUID.class), tie(row)))
                .forEach(entry -> ties.put(entry.getKey(), entry.getValue()));
        return ties;
    }

    /** Open rooms that somebody may see, those on air first, the newest first among them. */
    static List<Room> open(Tx tx, Asker asker, int limit) {
        return tx.handle()
                .createQuery(
                        "select "
                                + COLUMNS
                                + FROM
                                + "where r.phase <> 'ended' and "
                                + SEEN
                                + " order by r.phase = 'live' desc, r.opened_at desc limit :limit")
                .bindByType("account", asker.account(), UUID.class)
                .bind("member", asker.member())
                .bind("limit", limit)
                .map(ROOM)
                .list();
    }

    /** Rooms that were on air and ended after {@code since}, the latest first. */
    static List<Room> ended(Tx tx, Asker asker, Instant since, int limit) {
        return tx.handle()
                .createQuery(
                        "select "
                                + COLUMNS
                                + FROM
                                + "where r.phase = 'ended' and r.live_at is not null and r.ended_at > :since and "
                                + SEEN
                                + " order by r.ended_at desc limit :limit")
                .bindByType("account", asker.account(), UUID.class)
                .bind("member", asker.member())
                .bind("since", since)
                .bind("limit", limit)
                .map(ROOM)
                .list();
    }

    /** Every open room, whoever may see it. */
    static List<UUID> openIds(Tx tx) {
        return tx.handle()
                .createQuery(
                        "select id from room_room where phase <> 'ended' order by opened_at desc")
                .mapTo(UUID.class)
                .list();
    }

    static List<Room> byIds(Tx tx, Collection<UUID> ids) {
        return tx.handle()
                .createQuery(
                        "select "
                                + COLUMNS
                                + FROM
                                + "where r.id = any(:ids) order by r.opened_at desc")
                .bindArray("ids", UUID.class, ids.toArray())
                .map(ROOM)
                .list();
    }

    static int openOf(Tx tx, UUID host) {
        return tx.handle()
                .createQuery(
                        "select count(*) from room_room where host = :host and phase <> 'ended'")
                .bind("host", host)
                .mapTo(Integer.class)
                .one();
    }

    static List<UUID> openIdsOf(Tx tx, UUID host) {
        return tx.handle()
                .createQuery("select id from room_room where host = :host and phase <> 'ended'")
                .bind("host", host)
                .mapTo(UUID.class)
                .list();
    }

    static void letIn(Tx tx, UUID room, UUID account, UUID by) {
        tx.handle()
                .createUpdate(
                        """
                        insert into room_guest (room, account, by_account, at) values (:room, :account::uuid, :by, :now)
                        on conflict do nothing
                        """)
                .bind("room", room)
                .bind("account", account)
                .bind("by", by)
                .bind("now", tx.now())
                .execute();
    }

    static void letOut(Tx tx, UUID room, UUID account) {
        tx.handle()
                .createUpdate(
                        "delete from room_guest where room = :room and account = :account::uuid")
                .bind("room", room)
                .bind("account", account)
                .execute();
    }

    /** One line of a room's log; {@code actor} is null when a timer or the server did it. */
    record Line(UUID id, UUID room, @Nullable UUID actor, String act, @Nullable String about) {}

    static void log(Tx tx, Line line, @Nullable String note) {
        tx.handle()
                .createUpdate(
                        """
                        insert into room_log (id, room, at, actor, act, about, note)
                        values (:id, :room, :now, :actor::uuid, :act, :about, :note)
                        """)
                .bind("id", line.id())
                .bind("room", line.room())
                .bind("now", tx.now())
                .bindByType("actor", line.actor(), UUID.class)
                .bind("act", line.act())
                .bind("about", line.about())
                .bind("note", note)
                .execute();
    }
}
