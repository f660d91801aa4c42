package io.mitalk.livekit.negotiation;

import io.mitalk.media.sfu.TransportHandle;
import io.mitalk.wire.sdp.Attribute;
import io.mitalk.wire.sdp.Attribute.ExtMap;
import io.mitalk.wire.sdp.Direction;
import io.mitalk.wire.sdp.MediaSection;
import java.util.ArrayList;
import java.util.List;

/**
 * Owned by the room's queue. A section in which a client with one connection only listens; it outlives the tracks that
 * pass through it. Payload types and header extensions are numbered as the client numbers them in this section.
 */
final class DownSection {

    private final SectionTrack content = new SectionTrack();

    /** Whether the client knows it as silent, so that a track that begins in it is noticed. */
    private boolean silent = true;

    SectionTrack content() {
        return content;
    }

    /** Whether this track may begin in it. */
    boolean free(HeardTrack next) {
        return silent && content.suits(next);
    }

    void take(HeardTrack heard, int newSsrc) {
        content.take(heard, newSsrc);
        silent = false;
    }

    /** Our part of the section; a track that is in it flows from now on. */
    MediaSection answer(
            MediaSection offered, List<Attribute> transportLines, TransportHandle transport) {
        HeardTrack heard = content.heard();
        int opus = offered.payloadType("opus", 48_000);
        if (heard == null || opus < 0) {
            silent = true;
            return Described.inactive(offered, transportLines);
        }
        int midExtension = offered.extensionId(ExtMap.MID);
        int levelExtension = offered.extensionId(ExtMap.AUDIO_LEVEL);
        int red = transport.red() ? Math.max(0, offered.payloadType("red", 48_000)) : 0;
        content.start(transport, offered, opus, red);
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
        lines.addAll(Described.source(heard, content.ssrc()));
        return MediaSection.audio(lines);
    }
}
