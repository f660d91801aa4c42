package io.mitalk.livekit.negotiation;

import io.mitalk.media.sfu.DownTrackHandle;
import io.mitalk.media.sfu.DownTrackSpec;
import io.mitalk.media.sfu.TransportHandle;
import io.mitalk.wire.sdp.Attribute;
import io.mitalk.wire.sdp.Attribute.ExtMap;
import io.mitalk.wire.sdp.Direction;
import io.mitalk.wire.sdp.MediaSection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the room's queue. A section in which a client with one connection only listens; it outlives the tracks that
 * pass through it. Payload types and header extensions are numbered as the client numbers them in this section.
 */
final class DownSection {

    private final Set<String> carried = new HashSet<>();
    private @Nullable HeardTrack track;
    private @Nullable DownTrackHandle down;
    private int ssrc;
    private boolean paused;
    private boolean insists;

    /** Whether the client knows it as silent, so that a track that begins in it is noticed. */
    private boolean silent = true;

    @Nullable HeardTrack track() {
        return track;
    }

    /**
     * Whether a track may begin in it. Never one that it carried before: clients of the Rust SDK tell of a track once
     * for each section and stream, and would not notice that it is back.
     */
    boolean free(HeardTrack next) {
        return track == null && silent && !carried.contains(next.trackSid());
    }

    /** Takes a track, always with a new SSRC: decoders keep state by it. */
    void take(HeardTrack heard, int newSsrc, boolean pause) {
        track = heard;
        carried.add(heard.trackSid());
        ssrc = newSsrc;
        paused = pause;
        insists = false;
        silent = false;
    }

    /** Stops sending at once; the section is silent with the next answer. */
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

    /** Our part of the section; a track that is in it flows from now on. */
    MediaSection answer(
            MediaSection offered, List<Attribute> transportLines, TransportHandle transport) {
        HeardTrack heard = track;
        int opus = offered.payloadType("opus", 48_000);
        if (heard == null || opus < 0) {
            silent = true;
            return Described.inactive(offered, transportLines);
        }
        int midExtension = offered.extensionId(ExtMap.MID);
        int levelExtension = offered.extensionId(ExtMap.AUDIO_LEVEL);
        int red = transport.red() ? Math.max(0, offered.payloadType("red", 48_000)) : 0;
        if (down == null) {
            var spec =
                    new DownTrackSpec(
                            offered.mid(),
                            ssrc,
                            opus,
                            midExtension,
                            heard.stream(),
                            levelExtension,
                            red,
                            Described.maxPacketMs(offered));
            down = transport.addDownTrack(heard.source(), spec);
            if (paused) {
                down.paused(true);
            }
            if (insists) {
                down.insist(true);
            }
        }
        String format = Integer.toString(opus);
        String stereo = heard.stereo() ? ";sprop-stereo=1" : "";
        var lines = new ArrayList<>(transportLines);
        lines.add(new Attribute.Mid(offered.mid()));
        lines.add(Direction.SENDONLY);
        lines.add(Attribute.RTCP_MUX);
        lines.add(Attribute.RtpMap.opus(opus));
        lines.add(new Attribute.Fmtp(format, "minptime=10;useinbandfec=1" + stereo));
        lines.add(new Attribute.RtcpFeedback(format, "nack"));
        if (red > 0) {
            lines.addAll(Described.red(red, opus));
        }
        if (levelExtension > 0) {
            lines.add(new ExtMap(levelExtension, ExtMap.AUDIO_LEVEL));
        }
        if (midExtension > 0) {
            lines.add(new ExtMap(midExtension, ExtMap.MID));
        }
        lines.addAll(Described.source(heard, ssrc));
        return MediaSection.audio(lines);
    }
}
