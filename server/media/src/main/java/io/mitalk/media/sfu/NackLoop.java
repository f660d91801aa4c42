package io.mitalk.media.sfu;

import io.mitalk.media.sfu.TimerQueue.Timer;
import io.mitalk.wire.rtcp.RtcpWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. Asks publishers again for what was lost on the way to us. Its timer runs only while
 * something is missing; the first question waits for one round, so that packets that merely overtook each other are not
 * asked for.
 */
final class NackLoop {

    private static final int ROUND_MS = 20;

    private final TimerQueue timers;
    private final List<UpTrack> tracks = new ArrayList<>();
    private final long[] due = new long[GapTracker.MAX_MISSING];
    private final RtcpWriter writer = new RtcpWriter();
    private @Nullable Timer timer;

    NackLoop(TimerQueue timers) {
        this.timers = timers;
    }

    /** A track has a gap now. */
    void watch(UpTrack track, long nowNs) {
        if (!tracks.contains(track)) {
            tracks.add(track);
        }
        if (timer == null) {
            timer = timers.every(ROUND_MS, nowNs, this::round);
        }
    }

    private void round(long nowNs) {
        for (int i = tracks.size() - 1; i >= 0; i--) {
            var track = tracks.get(i);
            int count = track.gaps().takeDue(due, nowNs);
            if (count > 0) {
                ask(track, count);
            }
            if (track.gaps().isEmpty()) {
                tracks.remove(i);
            }
        }
        var running = timer;
        if (tracks.isEmpty() && running != null) {
            timers.cancel(running);
            timer = null;
        }
    }

    private void ask(UpTrack track, int count) {
        var transport = track.transport();
        var context = transport.context();
        // Feedback goes behind an empty report, which receivers without RFC 5506 expect.
        writer.begin(context.egress().slot(), 0)
                .receiverReport(transport.ssrc())
                .nack(transport.ssrc(), track.ssrc(), due, count);
        if (transport.sendRtcp(writer.length()) == null) {
            context.counters().nacksSent += count;
        }
    }
}
