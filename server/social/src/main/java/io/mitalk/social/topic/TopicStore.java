package io.mitalk.social.topic;

import io.mitalk.db.Tx;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of topics; it counts rooms and proposals as the asker may see them. */
final class TopicStore {

    private static final RowMapper<Topic> TOPIC = ConstructorMapper.of(Topic.class);

    private static final String SEEN =
            """
            select t.id, t.title, t.language,
                (select count(*) from room_room r where r.topic = t.id and r.phase <> 'ended'
                    and (r.visibility = 'public'
                        or (:member and (r.visibility = 'members' or r.host = :account::uuid or exists (
                            select 1 from room_guest g where g.room = r.id and g.account = :account::uuid))))
                    and not exists (select 1 from graph_block b where
                        (b.account = r.host and b.blocked = :account::uuid)
                        or (b.account = :account::uuid and b.blocked = r.host))) as live,
                (select count(*) from proposal_proposal p where :member and p.topic = t.id
                    and p.state in ('open', 'set')
                    and not exists (select 1 from graph_block b where
                        (b.account = p.proposer and b.blocked = :account::uuid)
                        or (b.account = :account::uuid and b.blocked = p.proposer))) as proposed
            from topic_topic t
            """;

    /** Whoever asks; {@code account} is null for nobody. */
    record Asker(@Nullable UUID account, boolean member) {}

    List<Topic> list(Tx tx, Asker asker, int limit) {
        return tx.handle()
                .createQuery(
                        SEEN + " order by live desc, proposed desc, t.created_at desc limit :limit")
                .bindByType("account", asker.account(), UUID.class)
                .bind("member", asker.member())
                .bind("limit", limit)
                .map(TOPIC)
                .list();
    }

    @Nullable Topic byId(Tx tx, UUID id, Asker asker) {
        return tx.handle()
                .createQuery(SEEN + " where t.id = :id")
                .bind("id", id)
                .bindByType("account", asker.account(), UUID.class)
                .bind("member", asker.member())
                .map(TOPIC)
                .findOne()
                .orElse(null);
    }

    boolean exists(Tx tx, UUID id) {
        return tx.handle()
                .createQuery("select exists (select 1 from topic_topic where id = :id)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }

    /** The id of the topic with this title, made when there is none. */
    UUID named(Tx tx, UUID fresh, String title, String language, UUID by) {
        return tx.handle()
                .createQuery(
                        """
                        with made as (
                            insert into topic_topic (id, title, title_key, language, created_by, created_at)
                            values (:id, :title, :key, :language, :by, :now)
                            on conflict (title_key) do nothing returning id)
                        select id from made union all select id from topic_topic where title_key = :key
                        limit 1
                        """)
                .bind("id", fresh)
                .bind("title", title)
                .bind("key", Title.key(title))
                .bind("language", language)
                .bind("by", by)
                .bind("now", tx.now())
                .mapTo(UUID.class)
                .findOne()
                // Somebody else's insert was not yet to be seen by this statement, but is by the
                // next.
                .orElseGet(
                        () ->
                                tx.handle()
                                        .createQuery(
                                                "select id from topic_topic where title_key = :key")
                                        .bind("key", Title.key(title))
                                        .mapTo(UUID.class)
                                        .one());
    }
}
