package io.mitalk.media.sfu;

import io.mitalk.media.sfu.TimerQueue.Timer;
import io.mitalk.media.speaker.ActiveSpeakers;
import io.mitalk.media.speaker.LevelMeter;
import io.mitalk.media.speaker.LoudestN;
import io.mitalk.media.speaker.SpeakerSettings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread that is its room's home. The microphones of a whole room: who is heard, and who is said to
 * speak.
 */
final class Podium {

    private final Room home;
    private final WorkerContext context;
    private final ActiveSpeakers speakers;
    private final Map<Integer, LoudestN> circles = new HashMap<>();
    private int watched;
    private @Nullable Timer timer;

    Podium(Room home) {
        this.home = home;
        this.context = home.context();
        var settings = context.settings();
        this.speakers = new ActiveSpeakers(SpeakerSettings.every(settings.speakerIntervalMs()));
    }

    /** A microphone of which only the loudest are heard; {@code displaced} runs whenever it loses its place. */
    Candidate contend(Runnable displaced, Standing standing) {
        var circle = circles.computeIfAbsent(standing.circle(), _ -> circle());
        var candidate = new Candidate(circle, circle.add(displaced), standing.circle());
        candidate.rank(standing.rank());
        return candidate;
    }

    private LoudestN circle() {
        var forward = context.settings().forward();
        return new LoudestN(forward.loudest(), forward.loudestHoldMs());
    }

    /** Begins to tell when it speaks. */
    LevelMeter watch(String peerSid, String trackSid) {
        if (watched++ == 0 && timer == null) {
            int everyMs = context.settings().speakerIntervalMs();
            timer = context.timers().every(everyMs, context.clock().nanoTime(), this::listen);
        }
        return speakers.add(peerSid, trackSid);
    }

    void unwatch(LevelMeter meter) {
        speakers.remove(meter);
        watched--;
    }

    private void listen(long nowNs) {
        var changed = speakers.tick();
        if (!changed.isEmpty()) {
            home.tell(new MediaEvent.SpeakersChanged(changed));
        }
        // A tick more than tracks need: the last one that spoke is told to have stopped.
        if (watched == 0) {
            stop();
        }
    }

    /** Ends the telling. */
    void stop() {
        var running = timer;
        if (running != null) {
            context.timers().cancel(running);
            timer = null;
        }
    }
}
