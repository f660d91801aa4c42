package io.mitalk.social.show;

import io.mitalk.db.Tx;
import io.mitalk.social.floor.FloorMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of shows. */
final class ShowStore {

    private ShowStore() {}

    static @Nullable Show find(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select format, ends_at from show_show where room = :room")
                .bind("room", room)
                .map(
                        (row, _) ->
                                new Show(
                                        format(row.getString("format")),
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
                        insert into show_show (room, format, ends_at) values (:room, :format, :ends::timestamptz)
                        on conflict (room) do update set format = :format, ends_at = :ends::timestamptz
                        """)
                .bind("room", room)
                .bind("format", show.format().word())
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
}
