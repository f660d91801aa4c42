package io.mitalk.media.sfu;

import io.mitalk.media.sfu.TimerQueue.Timer;
import io.mitalk.media.speaker.ActiveSpeakers;
import io.mitalk.media.speaker.Contender;
import io.mitalk.media.speaker.LevelMeter;
import io.mitalk.media.speaker.LoudestN;
import io.mitalk.media.speaker.SpeakerSettings;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread that is its room's home. The microphones of a whole room: who is heard, and who is said to
 * speak.
 */
final class Podium {

    private final Room home;
    private final WorkerContext context;
    private final ActiveSpeakers speakers;
    private final LoudestN loudest;
    private int watched;
    private @Nullable Timer timer;

    Podium(Room home) {
        this.home = home;
        this.context = home.context();
        var settings = context.settings();
        this.speakers = new ActiveSpeakers(SpeakerSettings.every(settings.speakerIntervalMs()));
        this.loudest =
                new LoudestN(settings.forward().loudest(), settings.forward().loudestHoldMs());
    }

    /** A microphone of which only the loudest are heard; {@code displaced} runs whenever it loses its place. */
    Contender contend(Runnable displaced, int rank) {
        var contender = loudest.add(displaced);
        contender.rank(rank);
        return contender;
    }

    void leave(Contender contender) {
        loudest.remove(contender);
    }

    /** Whether that packet is heard. */
    boolean heard(Contender contender, AudioPacket packet) {
        int level = packet.level < 0 ? -1 : packet.level & AudioPacket.SILENCE;
        return loudest.packet(contender, level, packet.len, packet.samples, packet.nowNs);
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
