package io.mitalk.social.replay;

import io.mitalk.db.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of recordings. */
final class RecordingStore {

    private static final String TRACK = "id, room, account, began, state, duration_ms, blob";

    private RecordingStore() {}

    static @Nullable String state(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select state from replay_recording where room = :room")
                .bind("room", room)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    static void state(Tx tx, UUID room, String state) {
        tx.handle()
                .createUpdate(
                        """
                        insert into replay_recording (room, state, began) values (:room, :state, :now)
                        on conflict (room) do update set state = :state
                        """)
                .bind("room", room)
                .bind("state", state)
                .bind("now", tx.now())
                .execute();
    }

    static List<UUID> running(Tx tx) {
        return tx.handle()
                .createQuery("select room from replay_recording where state = 'on'")
                .mapTo(UUID.class)
                .list();
    }

    static List<UUID> operators(Tx tx) {
        return tx.handle()
                .createQuery(
                        "select id from account_account where operator and state = 'active' order by id")
                .mapTo(UUID.class)
                .list();
    }

    static void agree(Tx tx, UUID room, UUID account, boolean agreed) {
        tx.handle()
                .createUpdate(
                        """
                        insert into replay_consent (room, account, agreed, at) values (:room, :account, :agreed, :now)
                        on conflict (room, account) do update set agreed = :agreed, at = :now
                        """)
                .bind("room", room)
                .bind("account", account)
                .bind("agreed", agreed)
                .bind("now", tx.now())
                .execute();
    }

    /** What people said in a room, by account. */
    static Map<UUID, Boolean> answers(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select account, agreed from replay_consent where room = :room")
                .bind("room", room)
                .setMapKeyColumn("account")
                .setMapValueColumn("agreed")
                .collectInto(new GenericType<Map<UUID, Boolean>>() {});
    }

    static Set<UUID> agreed(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select account from replay_consent where room = :room and agreed")
                .bind("room", room)
                .mapTo(UUID.class)
                .set();
    }

    /** A track that begins; only of somebody who agreed. */
    static void begin(Tx tx, UUID id, UUID room, UUID account, Instant at) {
        tx.handle()
                .createUpdate(
                        """
                        insert into replay_track (id, room, account, began, state)
                        select :id, :room, :account, :at, 'writing' from replay_consent
                        where room = :room and account = :account and agreed
                        on conflict do nothing
                        """)
                .bind("id", id)
                .bind("room", room)
                .bind("account", account)
                .bind("at", at)
                .execute();
    }

    static @Nullable Track track(Tx tx, UUID id) {
        return tx.handle()
                .createQuery("select " + TRACK + " from replay_track where id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Track.class))
                .findOne()
                .orElse(null);
    }

    static List<Track> tracks(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        "select "
                                + TRACK
                                + " from replay_track where room = :room order by began, id")
                .bind("room", room)
                .map(ConstructorMapper.of(Track.class))
                .list();
    }

    /** A track is whole; false when nobody wants it any more. */
    static boolean keep(Tx tx, UUID id, String blob, long durationMs) {
        return tx.handle()
                        .createUpdate(
                                """
                                update replay_track set state = 'kept', blob = :blob, duration_ms = :ms
                                where id = :id and state = 'writing'
                                """)
                        .bind("id", id)
                        .bind("blob", blob)
                        .bind("ms", durationMs)
                        .execute()
                > 0;
    }

    /** Tracks that were never finished, and of which there is no file. */
    static void forget(Tx tx, Set<UUID> waiting) {
        tx.handle()
                .createUpdate(
                        "delete from replay_track where state = 'writing' and not id = any(:waiting)")
                .bindArray("waiting", UUID.class, waiting.toArray())
                .execute();
    }

    /** Takes the sound from all tracks of one account in a room; answers the blobs that were named. */
    static List<String> withdraw(Tx tx, UUID room, UUID account) {
        return cleared(
                tx,
                "withdrawn",
                "room = :room and account = :account",
                Map.of("room", room, "account", account));
    }

    /** The same for everything of an account. */
    static List<String> withdraw(Tx tx, UUID account) {
        return cleared(tx, "withdrawn", "account = :account", Map.of("account", account));
    }

    /** The same for a room whose time is over. */
    static List<String> expire(Tx tx, UUID room) {
        return cleared(tx, "expired", "room = :room", Map.of("room", room));
    }

    private static List<String> cleared(
            Tx tx, String state, String which, Map<String, UUID> values) {
        return tx.handle()
                .createQuery(
                        """
                        with before as (
                            select id, blob from replay_track
                            where state in ('writing', 'kept') and
                        """
                                + which
                                + """
                                 for update),
                        cleared as (
                            update replay_track t set state = :state, blob = null
                            from before b where t.id = b.id returning t.id)
                        select b.blob from before b join cleared c on c.id = b.id where b.blob is not null
                        """)
                .bind("state", state)
                .bindMap(values)
                .mapTo(String.class)
                .list();
    }

    static Set<String> named(Tx tx, Set<String> blobs) {
        return tx.handle()
                .createQuery("select blob from replay_track where blob = any(:blobs)")
                .bindArray("blobs", String.class, blobs.toArray())
                .mapTo(String.class)
                .set();
    }

    /** Immutable. Somebody had the floor. */
    public record Spoke(UUID account, Instant began, Instant ended) {}

    static List<Spoke> turns(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        "select account, began, ended from floor_turn where room = :room order by began, id")
                .bind("room", room)
                .map(ConstructorMapper.of(Spoke.class))
                .list();
    }

    /** Immutable. A stretch of somebody's own voice, for the export. */
    public record Own(UUID room, Instant began, long durationMs, String state) {}

    static List<Own> own(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        select room, began, duration_ms, state from replay_track
                        where account = :account order by began desc limit 10000
                        """)
                .bind("account", account)
                .map(ConstructorMapper.of(Own.class))
                .list();
    }
}
