package io.mitalk.social.text;

import io.mitalk.db.Tx;
import io.mitalk.social.account.Belongings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. What an account has said in writing; the words go with it, the time they took stays. */
public final class TextBelongings implements Belongings {

    private static final int MOST = 10_000;

    /** Immutable. A text of the account. */
    public record Written(UUID room, String words, Instant at, @Nullable Instant began) {}

    @Override
    public String name() {
        return "textTurns";
    }

    @Override
    public List<Written> export(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        select room, words, at, began from text_turn
                        where account = :account order by at desc limit :most
                        """)
                .bind("account", account)
                .bind("most", MOST)
                .map(ConstructorMapper.of(Written.class))
                .list();
    }

    @Override
    public void erase(Tx tx, UUID account) {
        tx.handle()
                .createUpdate("update text_turn set words = '' where account = :account")
                .bind("account", account)
                .execute();
    }
}
