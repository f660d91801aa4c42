package io.mitalk.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import com.zaxxer.hikari.pool.HikariPool;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.Arguments;
import org.jdbi.v3.core.argument.NullArgument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread-safe. How connections are made, pooled and given up. */
final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** Kept open: making one costs both ends more than a transaction does, and a burst has no time for it. */
    private static final int READY = 8;

    private static final int OLDEST_VERSION = 150_000;

    /** A statement or a lock that takes longer is a mistake; it must not hold a connection for ever. */
    private static final String LIMITS =
            "-c statement_timeout=30s -c lock_timeout=10s"
                    + " -c idle_in_transaction_session_timeout=60s -c TimeZone=UTC";

    private Connections() {}

    /**
     * Connections to {@code place}, after one of them has answered.
     *
     * @throws DatabaseStartException when none can be had, or what answers is too old
     */
    static HikariDataSource pool(
            DatabaseSettings.External place, DatabaseSettings settings, MeterRegistry meters)
            throws DatabaseStartException {
        var config = new HikariConfig();
        config.setPoolName("mitalk-db");
        config.setJdbcUrl(place.url());
        if (!place.user().isEmpty()) {
            config.setUsername(place.user());
        }
        if (!place.password().isEmpty()) {
            config.setPassword(place.password().reveal());
        }
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(Math.min(READY, settings.poolSize()));
        config.setConnectionTimeout(settings.waitMs());
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        config.addDataSourceProperty("options", LIMITS);
        config.addDataSourceProperty("ApplicationName", "mitalk");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // Details quote rows, and messages end in the log.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException | IllegalArgumentException e) {
            throw new DatabaseStartException(
                    "the database at " + shown(place.url()) + " cannot be used: " + reason(e), e);
        }
        try {
            check(pool, place);
        } catch (DatabaseStartException e) {
            pool.close();
            throw e;
        }
        return pool;
    }

    private static void check(DataSource pool, DatabaseSettings.External place)
            throws DatabaseStartException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select current_setting('server_version_num')::int,"
                                        + " current_setting('server_version'),"
                                        + " current_setting('server_encoding')")) {
            row.next();
            if (row.getInt(1) < OLDEST_VERSION) {
                throw new DatabaseStartException(
                        "the database at %s is PostgreSQL %s; MiTalk needs 15 or later"
                                .formatted(shown(place.url()), row.getString(2)));
            }
            if (!"UTF8".equals(row.getString(3))) {
                throw new DatabaseStartException(
                        "the database at %s has the encoding %s; make one with encoding UTF8"
                                .formatted(shown(place.url()), row.getString(3)));
            }
        } catch (SQLException e) {
            throw new DatabaseStartException(
                    "the database at " + shown(place.url()) + " does not answer: " + reason(e), e);
        }
    }

    /** JDBI over the pool, with lists of ids, texts and numbers as SQL arrays. */
    static Jdbi jdbi(DataSource pool) {
        var jdbi = Jdbi.create(pool);
        // Without a type of its own PostgreSQL takes a null for what stands beside it, be it uuid
        // or jsonb.
        jdbi.getConfig(Arguments.class).setUntypedNullArgument(new NullArgument(Types.NULL));
        // JDBI's messages would quote what was bound: addresses, tokens, what people wrote.
        jdbi.getConfig(StatementExceptions.class)
                .setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi.registerArgument(new UuidArguments())
                .registerArrayType(UUID.class, "uuid")
                .registerArrayType(String.class, "text")
                .registerArrayType(Long.class, "int8");
    }

    /** Thread-safe. Ids as PostgreSQL's own type, also when there is none: a null of VARCHAR would not fit. */
    private static final class UuidArguments extends AbstractArgumentFactory<UUID> {

        UuidArguments() {
            super(Types.OTHER);
        }

        @Override
        protected Argument build(UUID value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setObject(position, value);
        }
    }

    /** Rolls back as far as that is possible; what made it necessary is the caller's to throw. */
    static void rollback(Handle handle) {
        try {
            handle.rollback();
        } catch (JdbiException e) {
            LOG.debug("nothing to roll back: the connection is gone", e);
        }
    }

    /** The address without what follows the question mark, where a password may stand. */
    private static String shown(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
