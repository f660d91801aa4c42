package io.mitalk.social.testing;

import io.mitalk.social.replay.RecorderFact;
import io.mitalk.social.replay.RecorderPort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Thread-safe. A recorder without sound: a test says which voice begins and ends, and what its file holds. */
public final class FakeRecorder implements RecorderPort {

    private final List<Consumer<RecorderFact>> listeners = new ArrayList<>();
    private final Map<UUID, byte[]> files = new HashMap<>();

    @Override
    public synchronized void facts(Consumer<RecorderFact> listener) {
        listeners.clear(); // a server that was killed hears nothing any more
        listeners.add(listener);
    }

    /** A voice is heard. */
    public synchronized void begin(UUID track, UUID room, UUID account, Instant at) {
        tell(new RecorderFact.Began(track, room, account.toString(), at));
    }

    /** It ended, and this is its file. */
    public synchronized void end(UUID track, byte[] file) {
        leave(track, file);
        tell(new RecorderFact.Ended(track));
    }

    /** A file is there of which nothing was told: the server was killed. */
    public synchronized void leave(UUID track, byte[] file) {
        files.put(track, file.clone());
    }

    /** The disk is full. */
    public synchronized void stop() {
        tell(new RecorderFact.Stopped());
    }

    @Override
    public synchronized Set<UUID> waiting() {
        return Set.copyOf(files.keySet());
    }

    @Override
    public synchronized long mend(UUID track) throws IOException {
        return file(track).length * 1_000L;
    }

    @Override
    public synchronized InputStream read(UUID track) throws IOException {
        return new ByteArrayInputStream(file(track));
    }

    private byte[] file(UUID track) throws IOException {
        var file = files.get(track);
        if (file == null) {
            throw new IOException("no such file");
        }
        return file;
    }

    @Override
    public synchronized void discard(UUID track) {
        files.remove(track);
    }

    private void tell(RecorderFact fact) {
        listeners.forEach(listener -> listener.accept(fact));
    }
}
