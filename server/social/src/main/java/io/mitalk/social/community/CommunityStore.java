package io.mitalk.social.community;

import io.mitalk.db.Tx;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of the community; the only writer of the tables {@code community_*}. */
final class CommunityStore {

    private CommunityStore() {}

    record Row(String name, String description, String rules, @Nullable String picture) {}

    static Row row(Tx tx) {
        return tx.handle()
                .createQuery("select name, description, rules, picture from community_community")
                .map(
                        (row, _) ->
                                new Row(
                                        row.getString("name"),
                                        row.getString("description"),
                                        row.getString("rules"),
                                        row.getString("picture")))
                .one();
    }

    static void change(Tx tx, About about) {
        tx.handle()
                .createUpdate(
                        """
                        update community_community set name = :name, description = :description, rules = :rules
                        """)
                .bind("name", about.name())
                .bind("description", about.description())
                .bind("rules", about.rules())
                .execute();
    }

    static void picture(Tx tx, String picture) {
        tx.handle()
                .createUpdate("update community_community set picture = :picture")
                .bind("picture", picture)
                .execute();
    }

    /** Those of {@code blobs} that are the picture. */
    static Set<String> pictures(Tx tx, Set<String> blobs) {
        return tx.handle()
                .createQuery("select picture from community_community where picture = any(:blobs)")
                .bindArray("blobs", String.class, blobs.toArray())
                .mapTo(String.class)
                .set();
    }

    static boolean used(Tx tx, String link) {
        return tx.handle()
                .createQuery("select exists(select from community_setup where link = :link)")
                .bind("link", link)
                .mapTo(Boolean.class)
                .one();
    }

    /** False when the link was used before. */
    static boolean use(Tx tx, String link, UUID account) {
        return tx.handle()
                        .createUpdate(
                                """
                                insert into community_setup (link, account, used_at) values (:link, :account, :now)
                                on conflict do nothing
                                """)
                        .bind("link", link)
                        .bind("account", account)
                        .bind("now", tx.now())
                        .execute()
                > 0;
    }
}
