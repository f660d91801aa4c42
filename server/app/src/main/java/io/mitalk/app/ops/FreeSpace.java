package io.mitalk.app.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. Whether the disk of a folder has room left: one question to the system, asked each time. The log tells
 * of a change once.
 */
public final class FreeSpace implements BooleanSupplier {

    private static final Logger LOG = LoggerFactory.getLogger(FreeSpace.class);

    private final Path folder;
    private final long leastMib;
    private final AtomicBoolean lacking = new AtomicBoolean();

    /** {@code leastMib} is in MiB; 0 is always content. */
    public FreeSpace(Path folder, int leastMib) {
        this.folder = folder;
        this.leastMib = leastMib;
    }

    @Override
    public boolean getAsBoolean() {
        if (leastMib == 0) {
            return true;
        }
        long freeMib;
        try {
            freeMib = Files.getFileStore(folder).getUsableSpace() >> 20;
        } catch (IOException e) {
            LOG.warn("the disk of {} cannot be asked for its room: {}", folder, e.getMessage());
            return false;
        }
        boolean lacks = freeMib < leastMib;
        if (lacking.getAndSet(lacks) != lacks) {
            LOG.warn(
                    "{} MiB are free on the disk of {}; below {} MiB (ready.free-mib) this server is not ready",
                    freeMib,
                    folder,
                    leastMib);
        }
        return !lacks;
    }
}
