package io.mitalk.social.hat;

import io.mitalk.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of hats. */
final class HatStore {

    private HatStore() {}

    private static Hat hat(ResultSet row) throws SQLException {
        return new Hat(
                Hat.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("words"),
                row.getString("disclosure"));
    }

    /** The hats worn now by those who are on the stage or on their way to it. */
    static Map<UUID, Hat> worn(Tx tx, UUID room) {
        var worn = new LinkedHashMap<UUID, Hat>();
        tx.handle()
                .createQuery(
                        """
                        select account, kind, words, disclosure from hat_hat h
                        where room = :room and until is null and account in (
                            select account from room_seat where room = :room
                            union all select account from room_hand where room = :room
                            union all select account from room_offer where room = :room
                            union all select holder from floor_floor where room = :room and holder is not null)
                        order by since, account
                        """)
                .bind("room", room)
                .map((row, _) -> Map.entry(row.getObject("account", UUID.class), hat(row)))
                .forEach(entry -> worn.put(entry.getKey(), entry.getValue()));
        return worn;
    }

    /** The hat that somebody wore at a moment, or null. */
    static @Nullable Hat at(Tx tx, UUID room, UUID account, Instant at) {
        return tx.handle()
                .createQuery(
                        """
                        select kind, words, disclosure from hat_hat
                        where room = :room and account = :account and since <= :at
                            and (until is null or until > :at)
                        order by since desc limit 1
                        """)
                .bind("room", room)
                .bind("account", account)
                .bind("at", at)
                .map((row, _) -> hat(row))
                .findOne()
                .orElse(null);
    }

    /** Immutable. A hat with its owner and its span; {@code until} is null while it is worn. */
    record Worn(UUID account, Hat hat, Instant since, @Nullable Instant until) {}

    /** All hats of a room in the order in which they were put on, but those whose words went with their account. */
    static List<Worn> spans(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        """
                        select account, kind, words, disclosure, since, until from hat_hat
                        where room = :room and (kind = 'personal' or words <> '') order by since, id
                        """)
                .bind("room", room)
                .map(
                        (row, _) -> {
                            var until = row.getTimestamp("until");
                            return new Worn(
                                    row.getObject("account", UUID.class),
                                    hat(row),
                                    row.getTimestamp("since").toInstant(),
                                    until == null ? null : until.toInstant());
                        })
                .list();
    }

    /** Whether somebody is on the stage, or on the way to it. */
    static boolean atMicrophone(Tx tx, UUID room, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        select exists (select 1 from room_seat where room = :room and account = :account)
                            or exists (select 1 from room_hand where room = :room and account = :account)
                            or exists (select 1 from room_offer where room = :room and account = :account)
                        """)
                .bind("room", room)
                .bind("account", account)
                .mapTo(Boolean.class)
                .one();
    }

    static void wear(Tx tx, UUID id, UUID room, UUID account, Hat hat) {
        tx.handle()
                .createUpdate(
                        """
                        insert into hat_hat (id, room, account, kind, words, disclosure, since)
                        values (:id, :room, :account, :kind, :words, :disclosure, :now)
                        """)
                .bind("id", id)
                .bind("room", room)
                .bind("account", account)
                .bind("kind", hat.kind().word())
                .bind("words", hat.words())
                .bind("disclosure", hat.disclosure())
                .bind("now", tx.now())
                .execute();
    }

    static void takeOff(Tx tx, UUID room, UUID account) {
        tx.handle()
                .createUpdate(
                        """
                        update hat_hat set until = greatest(since, :now)
                        where room = :room and account = :account and until is null
                        """)
                .bind("room", room)
                .bind("account", account)
                .bind("now", tx.now())
                .execute();
    }

    static void takeOffAll(Tx tx, UUID room) {
        tx.handle()
                .createUpdate(
                        """
                        update hat_hat set until = greatest(since, :now) where room = :room and until is null
                        """)
                .bind("room", room)
                .bind("now", tx.now())
                .execute();
    }

    static boolean required(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select exists (select 1 from hat_required where room = :room)")
                .bind("room", room)
                .mapTo(Boolean.class)
                .one();
    }

    static void require(Tx tx, UUID room, boolean required) {
        tx.handle()
                .createUpdate(
                        required
                                ? "insert into hat_required (room) values (:room) on conflict do nothing"
                                : "delete from hat_required where room = :room")
                .bind("room", room)
                .execute();
    }
}
