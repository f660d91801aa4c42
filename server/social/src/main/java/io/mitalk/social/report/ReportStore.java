package io.mitalk.social.report;

import io.mitalk.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The tables {@code report_report} and {@code report_console}. */
final class ReportStore {

    private static final String COLUMNS =
            """
            SELECT id, reporter, about_account, about_room, kind, note, at, decision, reason, decided_by, decided_at
            FROM report_report
            """;

    private ReportStore() {}

    static void add(Tx tx, Report report) {
        tx.handle()
                .createUpdate(
                        """
                        INSERT INTO report_report (id, reporter, about_account, about_room, kind, note, at)
                        VALUES (:id, :reporter::uuid, :aboutAccount::uuid, :aboutRoom::uuid, :kind, :note, :at)
                        """)
                .bind("id", report.id())
                .bindByType("reporter", report.reporter(), UUID.class)
                .bindByType("aboutAccount", report.aboutAccount(), UUID.class)
                .bindByType("aboutRoom", report.aboutRoom(), UUID.class)
                .bind("kind", report.kind().word())
                .bind("note", report.note())
                .bind("at", report.at())
                .execute();
    }

    static int countSince(Tx tx, UUID reporter, Instant since) {
        return tx.handle()
                .createQuery(
                        "SELECT count(*) FROM report_report WHERE reporter = :reporter AND at > :since")
                .bind("reporter", reporter)
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    static @Nullable Report locked(Tx tx, UUID id) {
        return tx.handle()
                .createQuery(COLUMNS + "WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .map((row, _) -> report(row))
                .findOne()
                .orElse(null);
    }

    static void decide(Tx tx, UUID id, Report.Decided decided) {
        tx.handle()
                .createUpdate(
                        """
                        UPDATE report_report
                        SET decision = :decision, reason = :reason, decided_by = :by, decided_at = :at
                        WHERE id = :id
                        """)
                .bind("id", id)
                .bind("decision", decided.decision().word())
                .bind("reason", decided.reason())
                .bind("by", decided.by())
                .bind("at", decided.at())
                .execute();
    }

    /** The oldest open ones first: they wait longest. */
    static List<Report> open(Tx tx, int max) {
        return tx.handle()
                .createQuery(COLUMNS + "WHERE decision IS NULL ORDER BY at, id LIMIT :max")
                .bind("max", max)
                .map((row, _) -> report(row))
                .list();
    }

    /** Those decided last first. */
    static List<Report> decided(Tx tx, int max) {
        return tx.handle()
                .createQuery(
                        COLUMNS
                                + "WHERE decision IS NOT NULL ORDER BY decided_at DESC, id DESC LIMIT :max")
                .bind("max", max)
                .map((row, _) -> report(row))
                .list();
    }

    /** Who is to be told: every operator who is not suspended. */
    static List<UUID> operators(Tx tx) {
        return tx.handle()
                .createQuery(
                        "SELECT id FROM account_account WHERE operator AND state = 'active' ORDER BY id")
                .mapTo(UUID.class)
                .list();
    }

    /** Takes the next version of the console's channel, and with it the right to be the next event. */
    static long nextVersion(Tx tx) {
        return tx.handle()
                .createQuery("UPDATE report_console SET version = version + 1 RETURNING version")
                .mapTo(Long.class)
                .one();
    }

    static long version(Tx tx) {
        return tx.handle()
                .createQuery("SELECT version FROM report_console")
                .mapTo(Long.class)
                .one();
    }

    private static Report report(ResultSet row) throws SQLException {
        return new Report(
                row.getObject("id", UUID.class),
                row.getObject("reporter", UUID.class),
                row.getObject("about_account", UUID.class),
                row.getObject("about_room", UUID.class),
                Report.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("note"),
                row.getTimestamp("at").toInstant(),
                decided(row));
    }

    private static Report.@Nullable Decided decided(ResultSet row) throws SQLException {
        String word = row.getString("decision");
        if (word == null) {
            return null;
        }
        var decision =
                Arrays.stream(Report.Decision.values())
                        .filter(d -> d.word().equals(word))
                        .findFirst()
                        .orElseThrow();
        return new Report.Decided(
                decision,
                row.getString("reason"),
                row.getObject("decided_by", UUID.class),
                row.getTimestamp("decided_at").toInstant());
    }
}
