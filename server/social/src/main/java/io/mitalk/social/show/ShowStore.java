package io.mitalk.social.show;

import io.mitalk.db.Tx;
import io.mitalk.social.floor.FloorMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of shows. */
final class ShowStore {

    private ShowStore() {}

    static @Nullable Show find(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select * from show_show where room = :room")
                .bind("room", room)
                .map(
                        (row, _) ->
                                new Show(
                                        format(row.getString("format")),
                                        new Show.Pair(
                                                row.getObject("expert", UUID.class),
                                                row.getObject("interviewer", UUID.class)),
                                        instant(row, "ends_at"),
                                        segments(tx, room)))
                .findOne()
                .orElse(null);
    }

    private static Format format(String word) {
        return Format.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static List<Segment> segments(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select * from show_segment where room = :room order by place")
                .bind("room", room)
                .map(
                        (row, _) ->
                                new Segment(
                                        row.getInt("place"),
                                        row.getString("part"),
                                        row.getString("title"),
                                        FloorMode.valueOf(
                                                row.getString("mode").toUpperCase(Locale.ROOT)),
                                        Duration.ofSeconds(row.getInt("box_s")),
                                        Duration.ofSeconds(row.getInt("planned_s")),
                                        instant(row, "began"),
                                        instant(row, "ended")))
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    static void save(Tx tx, UUID room, Show show) {
        tx.handle()
                .createUpdate(
                        """
                        insert into show_show (room, format, expert, interviewer, ends_at)
                        values (:room, :format, :expert::uuid, :interviewer::uuid, :ends::timestamptz)
                        on conflict (room) do update set format = excluded.format, expert = excluded.expert,
                            interviewer = excluded.interviewer, ends_at = excluded.ends_at
                        """)
                .bind("room", room)
                .bind("format", show.format().word())
                .bindByType("expert", show.pair().expert(), UUID.class)
                .bindByType("interviewer", show.pair().interviewer(), UUID.class)
                .bindByType("ends", show.endsAt(), Instant.class)
                .execute();
    }

    static void put(Tx tx, UUID room, Segment one) {
        tx.handle()
                .createUpdate(
                        """
                        insert into show_segment (room, place, part, title, mode, box_s, planned_s, began, ended)
                        values (:room, :place, :part, :title, :mode, :box, :planned, :began::timestamptz,
                            :ended::timestamptz)
                        on conflict (room, place) do update set began = :began::timestamptz,
                            ended = :ended::timestamptz
                        """)
                .bind("room", room)
                .bind("place", one.place())
                .bind("part", one.part())
                .bind("title", one.title())
                .bind("mode", one.mode().word())
                .bind("box", (int) one.box().toSeconds())
                .bind("planned", (int) one.planned().toSeconds())
                .bindByType("began", one.began(), Instant.class)
                .bindByType("ended", one.ended(), Instant.class)
                .execute();
    }

    /** Forgets what has not begun. */
    static void dropComing(Tx tx, UUID room) {
        tx.handle()
                .createUpdate("delete from show_segment where room = :room and began is null")
                .bind("room", room)
                .execute();
    }

    /**
     * Whom a room's card names.
     *
     * @param declared as what the expert speaks by their own word, also at the end of a room that is over; empty for
     *     nothing
     */
    public record Named(UUID room, UUID expert, @Nullable UUID interviewer, String declared) {

        Show.Pair pair() {
            return new Show.Pair(expert, interviewer);
        }
    }

    static List<Named> named(Tx tx, Collection<UUID> rooms) {
        return tx.handle()
                .createQuery(
                        """
                        select s.room, s.expert, s.interviewer, coalesce((
                            select h.words from hat_hat h where h.room = s.room and h.account = s.expert
                                and (h.until is null or h.until >= r.ended_at)
                            order by h.since desc limit 1), '') as declared
                        from show_show s join room_room r on r.id = s.room
                        where s.room = any(:rooms) and s.expert is not null
                        """)
                .bindArray("rooms", UUID.class, rooms.toArray())
                .map(ConstructorMapper.of(Named.class))
                .list();
    }
}
