package io.mitalk.media.sfu;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Owned by the worker thread. The tracks that one client sends: whose a source is, and how much may come. */
final class Publications {

    static final int MAX_TRACKS = 32;

    /** Eight times the usual rate of one track; honest senders of 2.5 ms frames stay below. */
    private static final long PACKETS_PER_SECOND = 400;

    /** Two tracks at Opus's highest rate of 510 kbit/s with their headers. */
    private static final long BYTES_PER_SECOND = 150_000;

    private final List<UpTrack> tracks = new ArrayList<>();
    private final TokenBucket packets;
    private final TokenBucket bytes;

    Publications(long nowNs) {
        packets = new TokenBucket(PACKETS_PER_SECOND, nowNs);
        bytes = new TokenBucket(BYTES_PER_SECOND, nowNs);
    }

    /** Adds a track; its announced SSRC is no longer anybody else's. False when there are too many. */
    boolean add(UpTrack track) {
        if (tracks.size() == MAX_TRACKS) {
            return false;
        }
        var announced = track.spec().ssrc();
        for (int i = 0; announced != null && i < tracks.size(); i++) {
            if (tracks.get(i).sends(announced)) {
                tracks.get(i).unbind();
            }
        }
        tracks.add(track);
        return true;
    }

    void remove(UpTrack track) {
        tracks.remove(track);
    }

    List<UpTrack> tracks() {
        return tracks;
    }

    /** Step of the pipeline: what an honest sender never needs is dropped. */
    @Nullable DropReason limit(Datagram packet) {
        boolean allowed = packets.take(1, packet.nowNs) && bytes.take(packet.len, packet.nowNs);
        return allowed ? null : DropReason.RATE_LIMITED;
    }

    /** Step of the pipeline: finds the track by its source, else by its mid, else as the only one without a source. */
    @Nullable DropReason find(Datagram packet) {
        int ssrc = packet.view.ssrc();
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).sends(ssrc)) {
                packet.track = tracks.get(i);
                return null;
            }
        }
        var learnt = learn(packet);
        packet.track = learnt;
        return learnt == null || !learnt.bind(ssrc) ? DropReason.UNKNOWN_TRACK : null;
    }

    private @Nullable UpTrack learn(Datagram packet) {
        boolean hasMid = false;
        for (int i = 0; i < tracks.size(); i++) {
            var track = tracks.get(i);
            int id = track.spec().midExtension();
            hasMid |= packet.view.extensionOffset(id) >= 0;
            if (packet.view.extensionEquals(id, track.mid())) {
                return track;
            }
        }
        UpTrack only = null;
        for (int i = 0; i < tracks.size() && !hasMid; i++) {
            var track = tracks.get(i);
            if (!track.isBound() && track.spec().payloadType() == packet.view.payloadType()) {
                if (only != null) {
                    return null;
                }
                only = track;
            }
        }
        return only;
    }
}
