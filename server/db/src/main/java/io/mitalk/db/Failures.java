package io.mitalk.db;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Immutable. What PostgreSQL's error codes mean for a transaction (PostgreSQL manual, appendix A). */
final class Failures {

    /** serialization_failure and deadlock_detected: the transaction was rolled back and is to be run again. */
    private static final Set<String> CLASHES = Set.of("40001", "40P01");

    /** admin_shutdown, crash_shutdown, cannot_connect_now. */
    private static final Set<String> SHUTDOWNS = Set.of("57P01", "57P02", "57P03");

    private static final String CONNECTION_CLASS = "08";

    private Failures() {}

    /**
     * Whether the same work may be run once more: never when the commit was under way as the connection broke, since
     * then nobody knows whether it happened.
     */
    static boolean mayRunAgain(RuntimeException failure, boolean committing) {
        String state = state(failure);
        if (state == null) {
            return false;
        }
        return CLASHES.contains(state) || (!committing && isLost(state));
    }

    /** disk_full. */
    static boolean isFull(Throwable failure) {
        return "53100".equals(state(failure));
    }

    /** No connection became free in time, or none could be made. */
    static boolean isBusy(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return true;
            }
        }
        return false;
    }

    /** invalid_password. */
    static boolean isWrongPassword(Throwable failure) {
        return "28P01".equals(state(failure));
    }

    /** The first SQLSTATE in the chain of causes, or null. */
    static @Nullable String state(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    private static boolean isLost(String state) {
        return state.startsWith(CONNECTION_CLASS) || SHUTDOWNS.contains(state);
    }
}
