package io.mitalk.livekit.negotiation;

import io.mitalk.media.sfu.TransportHandle;
import io.mitalk.wire.sdp.Attribute;
import io.mitalk.wire.sdp.Attribute.ExtMap;
import io.mitalk.wire.sdp.MediaSection;
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
        int opus = offered.payloadType("opus", 48_000);
        if (content.heard() == null || opus < 0) {
            silent = true;
            return Described.inactive(offered, transportLines);
        }
        int red = transport.red() ? Math.max(0, offered.payloadType("red", 48_000)) : 0;
        content.start(transport, offered, opus, red);
        var numbers =
                new Described.Numbers(
                        opus,
                        red,
                        offered.extensionId(ExtMap.AUDIO_LEVEL),
                        offered.extensionId(ExtMap.MID));
        return Described.opus(transportLines, offered.mid(), numbers, content);
    }
}
