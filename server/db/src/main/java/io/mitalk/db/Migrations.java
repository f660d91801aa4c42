package io.mitalk.db;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/** Thread-safe. Brings the schema to what this build expects: {@code db/migration} on the class path, by timestamp. */
final class Migrations {

    private static final String TABLE = "db_migration";

    private Migrations() {}

    /**
     * Applies what is missing; two nodes that start at once wait for each other.
     *
     * @throws DatabaseStartException when the database is newer than this build, or a migration fails
     */
    static void apply(DataSource source) throws DatabaseStartException {
        try {
            if (!nothingToDo(source)) {
                applyMissing(source);
            }
        } catch (FlywayException | IOException | SQLException e) {
            throw new DatabaseStartException(
                    "the database's tables could not be brought up to date: " + firstLine(e), e);
        }
    }

    private static void applyMissing(DataSource source) throws DatabaseStartException {
        var flyway =
                Flyway.configure()
                        .dataSource(source)
                        .locations("classpath:" + MigrationFiles.FOLDER)
                        .table(TABLE)
                        // Modules write their migrations side by side; a timestamp orders them, it
                        // does not gate them.
                        .outOfOrder(true)
                        .ignoreMigrationPatterns(new String[0])
                        .load();
        for (var migration : flyway.info().all()) {
            if (unknown(migration.getState())) {
                throw new DatabaseStartException(
                        "the database has been changed by a newer MiTalk (%s %s): run that one"
                                .formatted(migration.getVersion(), migration.getDescription()));
            }
        }
        flyway.migrate();
    }

    /** Whether the database has exactly the migrations of this build, unchanged. */
    static boolean nothingToDo(DataSource source) throws IOException, SQLException {
        var applied = new HashMap<String, Integer>();
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            try (var table =
                    statement.executeQuery("select to_regclass('" + TABLE + "') is null")) {
                table.next();
                if (table.getBoolean(1)) {
                    return false;
                }
            }
            try (var rows =
                    statement.executeQuery(
                            "select version, checksum, success from "
                                    + TABLE
                                    + " where version is not null")) {
                while (rows.next()) {
                    if (!rows.getBoolean("success")) {
                        return false;
                    }
                    applied.put(rows.getString("version"), rows.getInt("checksum"));
                }
            }
        }
        return applied.equals(MigrationFiles.onClassPath().checksums());
    }

    private static boolean unknown(MigrationState state) {
        return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.MISSING_SUCCESS;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
