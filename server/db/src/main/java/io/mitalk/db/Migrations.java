package io.mitalk.db;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/** Thread-safe. Brings the schema to what this build expects: {@code db/migration} on the class path, by timestamp. */
final class Migrations {

    private Migrations() {}

    /**
     * Applies what is missing; two nodes that start at once wait for each other.
     *
     * @throws DatabaseStartException when the database is newer than this build, or a migration fails
     */
    static void apply(DataSource source) throws DatabaseStartException {
        var flyway =
                Flyway.configure()
                        .dataSource(source)
                        .locations("classpath:db/migration")
                        .table("db_migration")
                        // Modules write their migrations side by side; a timestamp orders them, it
                        // does not gate them.
                        .outOfOrder(true)
                        .ignoreMigrationPatterns(new String[0])
                        .load();
        try {
            for (var migration : flyway.info().all()) {
                if (unknown(migration.getState())) {
                    throw new DatabaseStartException(
                            "the database has been changed by a newer MiTalk (%s %s): run that one"
                                    .formatted(migration.getVersion(), migration.getDescription()));
                }
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw new DatabaseStartException(
                    "the database's tables could not be brought up to date: " + firstLine(e), e);
        }
    }

    private static boolean unknown(MigrationState state) {
        return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.MISSING_SUCCESS;
    }

    private static String firstLine(FlywayException e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
