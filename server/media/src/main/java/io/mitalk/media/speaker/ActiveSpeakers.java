package io.mitalk.media.speaker;

import io.mitalk.media.sfu.MediaEvent.Speaker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Owned by the worker thread. The microphones of one room and who of them speaks. */
public final class ActiveSpeakers {

    private static final Comparator<LevelMeter> LOUDEST_FIRST =
            Comparator.comparingDouble(LevelMeter::level).reversed();

    private final SpeakerSettings settings;
    private final List<LevelMeter> meters = new ArrayList<>();
    private final List<Speaker> ended = new ArrayList<>();

    public ActiveSpeakers(SpeakerSettings settings) {
        this.settings = settings;
    }

    /** Begins to watch a track; its packets go to the meter returned. */
    public LevelMeter add(String peerSid, String trackSid) {
        var meter = new LevelMeter(peerSid, trackSid, settings);
        meters.add(meter);
        return meter;
    }

    /** Ends watching; a track that spoke is reported as stopped by the next tick. */
    public void remove(LevelMeter meter) {
        if (meters.remove(meter) && meter.reportedEighths() > 0) {
            ended.add(stopped(meter));
        }
    }

    /**
     * To be called once an interval.
     *
     * @return empty when nothing changed since the last tick; otherwise all that speak now, loudest first, and after
     *     them those that just stopped, with {@code active} false
     */
    public List<Speaker> tick() {
        boolean changed = !ended.isEmpty();
        for (var meter : meters) {
            meter.tick();
            changed |= meter.eighths() != meter.reportedEighths();
        }
        return changed ? report() : List.of();
    }

    private List<Speaker> report() {
        var speakers = new ArrayList<Speaker>();
        var silent = new ArrayList<>(ended);
        ended.clear();
        meters.sort(LOUDEST_FIRST);
        for (var meter : meters) {
            int eighths = meter.eighths();
            if (eighths > 0) {
                speakers.add(new Speaker(meter.peerSid(), meter.trackSid(), eighths / 8.0, true));
            } else if (meter.reportedEighths() > 0) {
                silent.add(stopped(meter));
            }
            meter.reported(eighths);
        }
        speakers.addAll(silent);
        return speakers;
    }

    private static Speaker stopped(LevelMeter meter) {
        return new Speaker(meter.peerSid(), meter.trackSid(), 0, false);
    }
}
