package io.mitalk.bench;

import java.io.IOException;

/** Owned by the bench's main thread. A server under test, running. */
interface Subject extends AutoCloseable {

    String name();

    /** Its process, for the operating system's bill. */
    long pid();

    Door door();

    @Override
    void close() throws IOException;
}
