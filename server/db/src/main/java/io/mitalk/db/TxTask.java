package io.mitalk.db;

/**
 * Called by {@link Database} on the caller's thread, possibly several times, as {@link TxWork} that answers nothing.
 *
 * @param <X> what it refuses with; the transaction is then rolled back
 */
@FunctionalInterface
public interface TxTask<X extends Exception> {

    void run(Tx tx) throws X;
}
