package io.mitalk.social.action;

import io.mitalk.db.Tx;
import java.util.UUID;

/** Thread-safe. The table {@code action_action}. */
final class ActionStore {

    private ActionStore() {}

    static void add(Tx tx, UUID id, Action action) {
        tx.handle()
                .createUpdate(
                        """
                        INSERT INTO action_action (id, at, actor, action, about, reason)
                        VALUES (:id, :at, :actor::uuid, :action, :about::uuid, :reason)
                        """)
                .bind("id", id)
                .bind("at", tx.now())
                .bindByType("actor", action.actor(), UUID.class)
                .bind("action", action.action())
                .bindByType("about", action.about(), UUID.class)
                .bind("reason", action.reason())
                .execute();
    }
}
