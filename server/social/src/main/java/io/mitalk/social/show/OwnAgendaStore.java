package io.mitalk.social.show;

import io.mitalk.db.Tx;
import io.mitalk.kit.json.Json;
import java.util.List;
import java.util.UUID;

/** Thread-safe. The table {@code show_template}: agendas that people keep. */
final class OwnAgendaStore {

    private OwnAgendaStore() {}

    /** Somebody's, by name. */
    static List<OwnAgenda> of(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        select id, name, segments, kept_at from show_template
                        where account = :account order by name, id
                        """)
                .bind("account", account)
                .map(
                        (row, _) ->
                                new OwnAgenda(
                                        row.getObject("id", UUID.class),
                                        row.getString("name"),
                                        segments(row.getString("segments")),
                                        row.getTimestamp("kept_at").toInstant()))
                .list();
    }

    private static List<ShowView.SegmentView> segments(String json) {
        return List.of(Json.mapper().readValue(json, ShowView.SegmentView[].class));
    }

    /** Keeps it instead of what the account kept by the same name. */
    static void keep(Tx tx, UUID account, OwnAgenda agenda) {
        tx.handle()
                .createUpdate(
                        """
                        insert into show_template (id, account, name, segments, kept_at)
                        values (:id, :account, :name, :segments::jsonb, :at)
                        on conflict (account, name) do update set segments = :segments::jsonb, kept_at = :at
                        """)
                .bind("id", agenda.id())
                .bind("account", account)
                .bind("name", agenda.name())
                .bind("segments", Json.write(agenda.segments()))
                .bind("at", agenda.keptAt())
                .execute();
    }

    /** Whether there was one. */
    static boolean drop(Tx tx, UUID account, UUID id) {
        return tx.handle()
                        .createUpdate(
                                "delete from show_template where account = :account and id = :id")
                        .bind("account", account)
                        .bind("id", id)
                        .execute()
                > 0;
    }

    static void dropAll(Tx tx, UUID account) {
        tx.handle()
                .createUpdate("delete from show_template where account = :account")
                .bind("account", account)
                .execute();
    }
}
