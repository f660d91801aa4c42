package io.mitalk.social.floor;

import io.mitalk.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of the floor. */
final class FloorStore {

    private static final double MS_PER_SECOND = 1_000;

    private FloorStore() {}

    static @Nullable Floor find(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select * from floor_floor where room = :room")
                .bind("room", room)
                .map((row, _) -> floor(row))
                .findOne()
                .orElse(null);
    }

    private static Floor floor(ResultSet row) throws SQLException {
        var holder = row.getObject("holder", UUID.class);
        var turn =
                holder == null
                        ? null
                        : new Turn(
                                holder,
                                row.getBoolean("offered"),
                                row.getBoolean("borrowed"),
                                row.getBoolean("written"),
                                row.getTimestamp("began").toInstant(),
                                row.getTimestamp("ends_at").toInstant(),
                                row.getInt("extensions"));
        var voteEnds = row.getTimestamp("vote_ends_at");
        return new Floor(
                FloorMode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)),
                Duration.ofSeconds(row.getInt("box_s")),
                linked(row),
                turn,
                voteEnds == null ? null : voteEnds.toInstant(),
                new Floor.Manner(row.getBoolean("push_to_talk"), row.getInt("mics")));
    }

    private static Set<UUID> linked(ResultSet row) throws SQLException {
        return Arrays.stream((UUID[]) row.getArray("linked").getArray())
                .collect(Collectors.toSet());
    }

    static void save(Tx tx, UUID room, Floor floor) {
        var turn = floor.turn();
        tx.handle()
                .createUpdate(
                        """
                        insert into floor_floor (room, mode, box_s, linked, holder, offered, borrowed, written, began,
                            ends_at, extensions, vote_ends_at, push_to_talk, mics)
                        values (:room, :mode, :box, :linked, :holder::uuid, :offered, :borrowed, :written,
                            :began::timestamptz, :ends::timestamptz, :extensions, :voteEnds::timestamptz,
                            :pushToTalk, :mics)
                        on conflict (room) do update set mode = excluded.mode, box_s = excluded.box_s,
                            linked = excluded.linked, holder = excluded.holder, offered = excluded.offered,
                            borrowed = excluded.borrowed, written = excluded.written,
                            began = excluded.began, ends_at = excluded.ends_at,
                            extensions = excluded.extensions, vote_ends_at = excluded.vote_ends_at,
                            push_to_talk = excluded.push_to_talk, mics = excluded.mics
                        """)
                .bind("room", room)
                .bind("pushToTalk", floor.manner().pushToTalk())
                .bind("mics", floor.manner().mics())
                .bind("mode", floor.mode().word())
                .bind("box", (int) floor.box().toSeconds())
                .bindArray("linked", UUID.class, floor.linked().toArray())
                .bindByType("holder", turn == null ? null : turn.holder(), UUID.class)
                .bind("offered", turn != null && turn.offered())
                .bind("borrowed", turn != null && turn.borrowed())
                .bind("written", turn != null && turn.written())
                .bindByType("began", turn == null ? null : turn.began(), Instant.class)
                .bindByType("ends", turn == null ? null : turn.endsAt(), Instant.class)
                .bind("extensions", turn == null ? 0 : turn.extensions())
                .bindByType("voteEnds", floor.voteEndsAt(), Instant.class)
                .execute();
    }

    /** An exception from the order. */
    record Special(boolean reply, Waiting.@Nullable Lift lift) {}

    static Map<UUID, Special> specials(Tx tx, UUID room) {
        var found = new HashMap<UUID, Special>();
        tx.handle()
                .createQuery("select * from floor_wait where room = :room")
                .bind("room", room)
                .map(
                        (row, _) -> {
                            var by = row.getObject("lift_by", UUID.class);
                            var lift =
                                    by == null
                                            ? null
                                            : new Waiting.Lift(
                                                    by,
                                                    row.getTimestamp("lift_at").toInstant(),
                                                    row.getString("reason"));
                            return Map.entry(
                                    row.getObject("account", UUID.class),
                                    new Special(row.getBoolean("reply"), lift));
                        })
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    static void lift(Tx tx, UUID room, UUID account, Waiting.Lift lift) {
        tx.handle()
                .createUpdate(
                        """
                        insert into floor_wait (room, account, lift_by, lift_at, reason)
                        values (:room, :account, :by, :at, :reason)
                        on conflict (room, account) do update set lift_by = :by, lift_at = :at, reason = :reason
                        """)
                .bind("room", room)
                .bind("account", account)
                .bind("by", lift.by())
                .bind("at", lift.at())
                .bind("reason", lift.reason())
                .execute();
    }

    static void reply(Tx tx, UUID room, UUID account, boolean granted) {
        tx.handle()
                .createUpdate(
                        """
                        insert into floor_wait (room, account, reply) values (:room, :account, :granted)
                        on conflict (room, account) do update set reply = :granted
                        """)
                .bind("room", room)
                .bind("account", account)
                .bind("granted", granted)
                .execute();
    }

    static void forget(Tx tx, UUID room, UUID account) {
        tx.handle()
                .createUpdate("delete from floor_wait where room = :room and account = :account")
                .bind("room", room)
                .bind("account", account)
                .execute();
    }

    static void forget(Tx tx, UUID room) {
        tx.handle()
                .createUpdate("delete from floor_wait where room = :room")
                .bind("room", room)
                .execute();
    }

    /** Votes by voter; a later one of the same voter replaces it. */
    static void vote(Tx tx, UUID room, Map<UUID, Boolean> votes) {
        var branches = Branches.of(tx, votes.keySet());
        var rows =
                tx.handle()
                        .prepareBatch(
                                """
                                insert into floor_vote (room, account, branch, more, at)
                                values (:room, :voter, :branch, :more, :now)
                                on conflict (room, account) do update set more = :more, at = :now
                                """);
        votes.forEach(
                (voter, more) ->
                        rows.bind("room", room)
                                .bind("voter", voter)
                                .bind("branch", branches.get(voter))
                                .bind("more", more)
                                .bind("now", tx.now())
                                .add());
        rows.execute();
    }

    static List<Ballot.Vote> votes(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select account, branch, more, at from floor_vote where room = :room")
                .bind("room", room)
                .map(
                        (row, _) ->
                                new Ballot.Vote(
                                        row.getObject("account", UUID.class),
                                        row.getObject("branch", UUID.class),
                                        row.getBoolean("more"),
                                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** How many votes there are, and of those how many want more time. */
    static Floors.Standing standing(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        "select count(*) filter (where more) as more, count(*) as votes from floor_vote"
                                + " where room = :room")
                .bind("room", room)
                .map((row, _) -> new Floors.Standing(row.getInt("more"), row.getInt("votes")))
                .one();
    }

    static void dropVotes(Tx tx, UUID room) {
        tx.handle()
                .createUpdate("delete from floor_vote where room = :room")
                .bind("room", room)
                .execute();
    }

    static void record(Tx tx, UUID id, UUID room, Floor floor, Turn turn, Turn.End how) {
        tx.handle()
                .createUpdate(
                        """
                        insert into floor_turn (id, room, account, mode, box_s, extensions, began, ended, how, written)
                        values (:id, :room, :account, :mode, :box, :extensions, :began,
                            greatest(:began::timestamptz, :now::timestamptz), :how, :written)
                        """)
                .bind("id", id)
                .bind("room", room)
                .bind("account", turn.holder())
                .bind("mode", floor.mode().word())
                .bind("box", (int) floor.box().toSeconds())
                .bind("extensions", turn.extensions())
                .bind("began", turn.began())
                .bind("now", tx.now())
                .bind("how", how.name().toLowerCase(Locale.ROOT))
                .bind("written", turn.written())
                .execute();
    }

    /** Somebody's last turn in a room. */
    record Spoken(UUID account, Instant began, Instant ended) {}

    /** The last turn of each who had one, the latest first. */
    static List<Spoken> lastTurns(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        """
                        select * from (
                            select distinct on (account) account, began, ended from floor_turn where room = :room
                            order by account, ended desc) last
                        order by ended desc, account
                        """)
                .bind("room", room)
                .map(
                        (row, _) ->
                                new Spoken(
                                        row.getObject("account", UUID.class),
                                        row.getTimestamp("began").toInstant(),
                                        row.getTimestamp("ended").toInstant()))
                .list();
    }

    /** Milliseconds of speech of each account in a room, as the media plane measured it, and of reading its texts. */
    static Map<UUID, Long> talk(Tx tx, UUID room) {
        var talk = new HashMap<UUID, Long>();
        tx.handle()
                .createQuery(
                        """
                        select account, sum(ms)::bigint as ms from (
                            select account, speaking_ms as ms from room_attendance
                            where room = :room and account is not null and speaking_ms > 0
                            union all
                            select account, reading_ms from text_turn where room = :room and ended is not null) talk
                        group by account
                        """)
                .bind("room", room)
                .map((row, _) -> Map.entry(row.getObject("account", UUID.class), row.getLong("ms")))
                .forEach(entry -> talk.put(entry.getKey(), entry.getValue()));
        return talk;
    }

    /**
     * The weight of the votes on the question that each hand brings along: of what its owner asked by name and nobody
     * has answered, what is wanted most.
     *
     * @param sameVoice votes of one branch closer than this have one weight
     */
    static Map<UUID, Integer> questionVotes(Tx tx, UUID room, Duration sameVoice) {
        var weights = new HashMap<UUID, Integer>();
        tx.handle()
                .createQuery(
                        """
                        select q.author, max(t.weight) as weight from question_question q
                            join question_tally(:room, make_interval(secs => :sameVoice)) t on t.question = q.id
                        where q.room = :room and q.state = 'open' and not q.nameless group by q.author
                        """)
                .bind("room", room)
                .bind("sameVoice", sameVoice.toMillis() / MS_PER_SECOND)
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject("author", UUID.class), row.getInt("weight")))
                .forEach(entry -> weights.put(entry.getKey(), entry.getValue()));
        return weights;
    }
}
