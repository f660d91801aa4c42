package io.mitalk.livekit.negotiation;

import io.mitalk.media.sfu.LocalParameters;
import io.mitalk.media.sfu.TransportHandle;
import io.mitalk.wire.sdp.MediaSection;
import io.mitalk.wire.sdp.Setup;
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
    private final SectionTrack content = new SectionTrack();
    private @Nullable HeardTrack offered;
    private boolean free;

    SubscriberSection(String mid) {
        this.mid = mid;
    }

    String mid() {
        return mid;
    }

    SectionTrack content() {
        return content;
    }

    /** Whether the client has seen it inactive, so that this track may use it. */
    boolean free(HeardTrack next) {
        return free && content.suits(next);
    }

    void take(HeardTrack heard, int newSsrc) {
        content.take(heard, newSsrc);
        free = false;
    }

    /** {@code red} offers packets that bring earlier ones along. */
    MediaSection describe(LocalParameters local, boolean red) {
        offered = content.heard();
        var numbers = new Described.Numbers(OPUS, red ? RED : 0, LEVEL_EXTENSION, MID_EXTENSION);
        return Described.opus(Described.transport(local, Setup.ACTPASS), mid, numbers, content);
    }

    /** Takes note of the client's answer; true when the track began to flow with it. */
    boolean answered(MediaSection answer, TransportHandle transport) {
        if (offered == null) {
            free = content.heard() == null;
            return false;
        }
        HeardTrack heard = content.heard();
        if (heard == null || !heard.equals(offered) || content.flows()) {
            return false;
        }
        if (answer.isRejected() || !answer.direction().receives()) {
            return false;
        }
        int opus = answer.payloadType("opus", 48_000);
        int red = Math.max(0, answer.payloadType("red", 48_000));
        content.start(transport, answer, opus < 0 ? OPUS : opus, red);
        return true;
    }
}
