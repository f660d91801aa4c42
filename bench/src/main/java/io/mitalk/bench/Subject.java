package io.mitalk.bench;

import java.io.IOException;

/** Owned by the bench's main thread. A server under test, running. */
interface Subject extends AutoCloseable {

    String name();

    /** Its process, for the operating system's bill. */
    long pid();

    Door door();

    /** Whether it is a JVM, which can be asked for more than the operating system knows. */
    default boolean isJvm() {
        return false;
    }

    @Override
    void close() throws IOException;
}
