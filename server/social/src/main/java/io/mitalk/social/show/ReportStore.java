package io.mitalk.social.show;

import io.mitalk.db.Tx;
import io.mitalk.social.floor.FloorMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Thread-safe. What a room's report is made of, read from what rooms and floors keep. */
final class ReportStore {

    private ReportStore() {}

    /** How much somebody spoke, and in how many turns. */
    public record Talk(UUID account, long ms, int turns) {}

    /** Who spoke for at least {@code leastMs}, in the order in which they came; milliseconds of speech. */
    static List<Talk> talk(Tx tx, UUID room, long leastMs) {
        return tx.handle()
                .createQuery(
                        """
                        select account, sum(ms)::bigint as ms, (select count(*) from floor_turn t
                            where t.room = :room and t.account = talk.account)::int as turns
                        from (
                            select account, speaking_ms as ms, joined_at as at from room_attendance
                            where room = :room and account is not null
                            union all
                            select account, reading_ms, began from text_turn
                            where room = :room and ended is not null) talk
                        group by account having sum(ms) >= :least order by min(at), account
                        """)
                .bind("room", room)
                .bind("least", leastMs)
                .map(ConstructorMapper.of(Talk.class))
                .list();
    }

    static List<Speech.Heard> heard(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select account, at, slots from room_speech where room = :room")
                .bind("room", room)
                .map(
                        (row, _) ->
                                new Speech.Heard(
                                        row.getObject("account", UUID.class),
                                        row.getTimestamp("at").toInstant(),
                                        row.getLong("slots")))
                .list();
    }

    /** The rule of the floor now, or at the end. */
    static FloorMode mode(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select mode from floor_floor where room = :room")
                .bind("room", room)
                .mapTo(String.class)
                .findOne()
                .map(word -> FloorMode.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(FloorMode.FREE);
    }

    /** How many people have been there. */
    static int people(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        "select count(distinct identity) from room_attendance where room = :room")
                .bind("room", room)
                .mapTo(Integer.class)
                .one();
    }

    /** What the log says of hands and turns since {@code began}, in order. */
    static List<FloorWaits.Line> waits(Tx tx, UUID room, Instant began) {
        return tx.handle()
                .createQuery(
                        """
                        select at, act, coalesce(about, actor::text) as who from room_log
                        where room = :room and at >= :began and act in ('hand-raised', 'hand-lowered',
                            'hand-declined', 'turn-given', 'seat-taken')
                        order by at, id
                        """)
                .bind("room", room)
                .bind("began", began)
                .map(
                        (row, _) ->
                                new FloorWaits.Line(
                                        row.getTimestamp("at").toInstant(),
                                        row.getString("act"),
                                        row.getString("who")))
                .list();
    }

    /** How often moderators made an exception from the queue's order. */
    static int exceptions(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        "select count(*) from room_log where room = :room and act = 'queue-lifted'")
                .bind("room", room)
                .mapTo(Integer.class)
                .one();
    }

    /** Shares of the talk so far, by identity. */
    static Map<String, Double> shares(List<Talk> talk) {
        double all = talk.stream().mapToLong(Talk::ms).sum();
        var shares = new LinkedHashMap<String, Double>();
        for (var one : talk) {
            shares.put(one.account().toString(), all == 0 ? 0 : one.ms() / all);
        }
        return shares;
    }
}
