package io.mitalk.app.bridge;

import io.mitalk.media.tap.Taps;
import io.mitalk.replay.recorder.Recorder;
import io.mitalk.replay.recorder.RecorderEvent;
import io.mitalk.replay.recorder.Speaker;
import io.mitalk.social.replay.RecorderFact;
import io.mitalk.social.replay.RecorderPort;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The recorder of this process, as the application sees it and as the stage taps into it. */
public final class EmbeddedRecorder implements RecorderPort {

    private final Recorder recorder;

    /** Made by the assembly. */
    public EmbeddedRecorder(Recorder recorder) {
        this.recorder = recorder;
    }

    /** What records somebody in a room of the application. */
    Taps taps(UUID room, String identity) {
        var speaker = new Speaker(room.toString(), identity);
        return () -> recorder.tap(speaker);
    }

    @Override
    public void facts(Consumer<RecorderFact> listener) {
        recorder.listen(
                event -> {
                    var fact = translate(event);
                    if (fact != null) {
                        listener.accept(fact);
                    }
                });
    }

    private static @Nullable RecorderFact translate(RecorderEvent event) {
        return switch (event) {
            case RecorderEvent.Began(var track, var speaker, var at) -> {
                var room = StageRooms.id(speaker.room());
                yield room == null
                        ? null
                        : new RecorderFact.Began(track, room, speaker.identity(), at);
            }
            case RecorderEvent.Ended(var track, _) -> new RecorderFact.Ended(track);
            case RecorderEvent.Stopped() -> new RecorderFact.Stopped();
        };
    }

    @Override
    public Set<UUID> waiting() {
        return recorder.waiting();
    }

    @Override
    public long mend(UUID track) throws IOException {
        return recorder.mend(track);
    }

    @Override
    public InputStream read(UUID track) throws IOException {
        return recorder.read(track);
    }

    @Override
    public void discard(UUID track) {
        recorder.discard(track);
    }

    /** Ends what is recorded; once nobody is connected any more. */
    public void close() {
        recorder.close();
    }
}
