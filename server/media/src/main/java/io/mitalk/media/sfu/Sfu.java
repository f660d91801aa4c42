package io.mitalk.media.sfu;

import io.micrometer.core.instrument.MeterRegistry;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;

/** Thread-safe. The door to the packet plane: opens rooms on workers and closes them all. */
public final class Sfu implements AutoCloseable {

    private Sfu() {}

    /**
     * What the SFU is given from outside.
     *
     * @param threads starts the workers and runs the DTLS queues
     */
    public record Parts(
            Clock clock, Randomness randomness, Threads threads, MeterRegistry meters) {}

    /**
     * Binds the sockets, makes the certificate and starts the workers.
     *
     * @throws java.io.UncheckedIOException when a port is taken; the message names it
     */
    public static Sfu start(SfuSettings settings, Parts parts) {
        throw new UnsupportedOperationException("media core");
    }

    /** Pins a new room to the least loaded worker; {@code listener} is told of everything that happens in it. */
    public RoomHandle openRoom(String roomSid, MediaListener listener) {
        throw new UnsupportedOperationException("media core");
    }

    /** Stops the workers and closes the sockets; every room is closed without further events. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("media core");
    }
}
