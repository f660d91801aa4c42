package io.mitalk.livekit.negotiation;

import io.mitalk.media.sfu.DownTrackHandle;
import io.mitalk.media.sfu.DownTrackSpec;
import io.mitalk.media.sfu.TransportHandle;
import io.mitalk.wire.sdp.Attribute.ExtMap;
import io.mitalk.wire.sdp.MediaSection;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** Owned by the room's queue. The track that a section carries now, and which it carried before. */
final class SectionTrack {

    /** The oldest is forgotten above this: who stays for a day hears thousands come and go. */
    private static final int MAX_CARRIED = 256;

    private final LinkedHashSet<String> carried = new LinkedHashSet<>();
    private @Nullable HeardTrack track;
    private @Nullable DownTrackHandle down;
    private int ssrc;
    private boolean paused;
    private boolean insists;

    /** Null while the section carries none. */
    @Nullable HeardTrack heard() {
        return track;
    }

    int ssrc() {
        return ssrc;
    }

    boolean flows() {
        return down != null;
    }

    /**
     * Whether it may carry this track. Never one that it carried before: clients of the Rust SDK tell of a track once
     * for each section and stream, and would not notice that it is back.
     */
    boolean suits(HeardTrack next) {
        return track == null && !carried.contains(next.trackSid());
    }

    /** Takes a track, always with a new SSRC: decoders keep state by it. */
    void take(HeardTrack heard, int newSsrc) {
        track = heard;
        carried.add(heard.trackSid());
        if (carried.size() > MAX_CARRIED) {
            carried.removeFirst();
        }
        ssrc = newSsrc;
        paused = false;
        insists = false;
    }

    /** Stops sending at once. */
    void release() {
        if (down != null) {
            down.close();
            down = null;
        }
        track = null;
    }

    void pause(boolean pause) {
        paused = pause;
        if (down != null) {
            down.paused(pause);
        }
    }

    /** Whether its client asked for this very track. */
    void insist(boolean insist) {
        insists = insist;
        if (down != null) {
            down.insist(insist);
        }
    }

    /**
     * Begins to send.
     *
     * @param client the client's description of the section
     * @param opus payload type of Opus there
     * @param red that of packets which bring earlier ones along, 0 for none
     */
    void start(TransportHandle transport, MediaSection client, int opus, int red) {
        HeardTrack heard = track;
        if (heard == null || down != null) {
            return;
        }
        var spec =
                new DownTrackSpec(
                        client.mid(),
                        ssrc,
                        opus,
                        client.extensionId(ExtMap.MID),
                        heard.stream(),
                        client.extensionId(ExtMap.AUDIO_LEVEL),
                        red,
                        Described.maxPacketMs(client));
        var started = transport.addDownTrack(heard.source(), spec);
        if (paused) {
            started.paused(true);
        }
        if (insists) {
            started.insist(true);
        }
        down = started;
    }
}
