package io.mitalk.db;

import org.jspecify.annotations.Nullable;

/**
 * Called by {@link Database} on the caller's thread, possibly several times: it has no effect outside the database, and
 * keeps nothing from an earlier call.
 *
 * @param <T> what it answers
 * @param <X> what it refuses with; the transaction is then rolled back
 */
@FunctionalInterface
public interface TxWork<T extends @Nullable Object, X extends Exception> {

    T run(Tx tx) throws X;
}
