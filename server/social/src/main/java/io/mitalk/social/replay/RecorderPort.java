package io.mitalk.social.replay;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Thread-safe. What recordings need of the recorder; the plan of a room says who is recorded, see {@code Seat}. */
public interface RecorderPort {

    /** Hands all later facts to {@code listener}, which returns quickly and never throws. */
    void facts(Consumer<RecorderFact> listener);

    /** Tracks that are not written any more and whose file waits, also those of a run that was killed. */
    Set<UUID> waiting();

    /** Makes such a file whole and says how many milliseconds it plays; 0 when there is no sound in it. */
    long mend(UUID track) throws IOException;

    /** Such a file's bytes. */
    InputStream read(UUID track) throws IOException;

    /** Removes such a file; harmless when there is none. */
    void discard(UUID track);
}
