package io.mitalk.livekit.negotiation;

import io.mitalk.media.sfu.DownTrackHandle;
import io.mitalk.media.sfu.DownTrackSpec;
import io.mitalk.media.sfu.LocalParameters;
import io.mitalk.media.sfu.TransportHandle;
import io.mitalk.wire.sdp.Attribute;
import io.mitalk.wire.sdp.Attribute.ExtMap;
import io.mitalk.wire.sdp.Direction;
import io.mitalk.wire.sdp.MediaSection;
import io.mitalk.wire.sdp.Setup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the room's queue. One audio section of a subscriber connection; it outlives the tracks that pass through it.
 */
final class SubscriberSection {

    private static final int OPUS = 111;
    private static final int RED = 63;
    private static final int MID_EXTENSION = 4;
    private static final int LEVEL_EXTENSION = 1;

    private final String mid;
    private final Set<String> carried = new HashSet<>();
    private @Nullable HeardTrack track;
    private @Nullable HeardTrack offered;
    private @Nullable DownTrackHandle down;
    private int ssrc;
    private boolean paused;
    private boolean insists;
    private boolean free;

    SubscriberSection(String mid) {
        this.mid = mid;
    }

    String mid() {
        return mid;
    }

    @Nullable HeardTrack track() {
        return track;
    }

    boolean bound() {
        return down != null;
    }

    /**
     * Whether the client has seen it inactive, so that a track may use it. Never one that it carried before: clients of
     * the Rust SDK tell of a track once for each section and stream, and would not notice that it is back.
     */
    boolean free(HeardTrack next) {
        return free && !carried.contains(next.trackSid());
    }

    /** Takes a track, always with a new SSRC: decoders keep state by it. */
    void take(HeardTrack heard, int newSsrc) {
        track = heard;
        carried.add(heard.trackSid());
        ssrc = newSsrc;
        free = false;
        paused = false;
        insists = false;
    }

    /** Stops sending at once; the section stays and goes inactive with the next offer. */
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

    /** {@code red} offers packets that bring earlier ones along. */
    MediaSection describe(LocalParameters local, boolean red) {
        offered = track;
        var lines = new ArrayList<>(Described.transport(local, Setup.ACTPASS));
        lines.add(new Attribute.Mid(mid));
        lines.add(track == null ? Direction.INACTIVE : Direction.SENDONLY);
        lines.add(Attribute.RTCP_MUX);
        lines.add(Attribute.RtpMap.opus(OPUS));
        String stereo = track != null && track.stereo() ? ";sprop-stereo=1" : "";
        lines.add(
                new Attribute.Fmtp(Integer.toString(OPUS), "minptime=10;useinbandfec=1" + stereo));
        lines.add(new Attribute.RtcpFeedback(Integer.toString(OPUS), "nack"));
        if (red) {
            lines.addAll(Described.red(RED, OPUS));
        }
        lines.add(new ExtMap(LEVEL_EXTENSION, ExtMap.AUDIO_LEVEL));
        lines.add(new ExtMap(MID_EXTENSION, ExtMap.MID));
        if (track != null) {
            lines.addAll(Described.source(track, ssrc));
        }
        return MediaSection.audio(lines);
    }

    /** Takes note of the client's answer; true when the track began to flow with it. */
    boolean answered(MediaSection answer, TransportHandle transport) {
        if (offered == null) {
            free = track == null;
            return false;
        }
        HeardTrack heard = track;
        if (heard == null || !heard.equals(offered) || down != null) {
            return false;
        }
        if (answer.isRejected() || !answer.direction().receives()) {
            return false;
        }
        int payloadType = answer.payloadType("opus", 48_000);
        var spec =
                new DownTrackSpec(
                        mid,
                        ssrc,
                        payloadType < 0 ? OPUS : payloadType,
                        answer.extensionId(ExtMap.MID),
                        heard.stream(),
                        answer.extensionId(ExtMap.AUDIO_LEVEL),
                        Math.max(0, answer.payloadType("red", 48_000)),
                        Described.maxPacketMs(answer));
        down = transport.addDownTrack(heard.source(), spec);
        if (paused) {
            down.paused(true);
        }
        if (insists) {
            down.insist(true);
        }
        return true;
    }
}
