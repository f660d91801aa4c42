package io.mitalk.media.sfu;

import io.mitalk.media.speaker.Contender;
import io.mitalk.media.speaker.LevelMeter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread that is its room's home. A track as the whole room hears it: how loud it is, whether it is
 * among the loudest, and on which workers somebody listens. Every packet of the room is decided upon here, once.
 */
final class Voice implements RelayTarget {

    private final Room home;
    private final String peerSid;
    private final UpTrackSpec spec;
    private final Feed feed;
    private final List<Branch> branches = new ArrayList<>();
    private @Nullable Contender contender;
    private @Nullable LevelMeter meter;
    private boolean muted;
    private boolean closed;

    Voice(Room home, String peerSid, UpTrackSpec spec) {
        this.home = home;
        this.peerSid = peerSid;
        this.spec = spec;
        this.muted = spec.muted();
        this.feed = new Feed(home, spec, spec.muted());
    }

    /** Begins, as its transport's worker asks. */
    void open(Room from, int rank) {
        if (from != home) {
            home.worker().post(new WorkerCommand.OpenVoice(this, rank));
            return;
        }
        var podium = home.podium();
        if (closed || podium == null || !home.isOpen()) {
            return;
        }
        if (spec.microphone()) {
            contender = podium.contend(feed.fanOut()::withhold, rank);
        }
        if (spec.tellsLevels()) {
            meter = podium.watch(peerSid, spec.trackSid());
        }
    }

    /** Ends with every feed. */
    void close(Room from) {
        if (from != home) {
            home.worker().post(new WorkerCommand.CloseVoice(this));
            return;
        }
        if (closed) {
            return;
        }
        closed = true;
        var podium = home.podium();
        var among = contender;
        if (podium != null && among != null) {
            podium.leave(among);
        }
        var levels = meter;
        if (podium != null && levels != null) {
            podium.unwatch(levels);
        }
        feed.close();
        for (var branch : branches) {
            end(branch.feed());
        }
        branches.clear();
    }

    /** Somebody listens on another worker. */
    void add(Feed other) {
        if (closed) {
            end(other);
        } else {
            branches.add(new Branch(home, other));
        }
    }

    private static void end(Feed other) {
        other.room().worker().post(new WorkerCommand.CloseFeed(other));
    }

    /** The tracks of higher ranks are heard first. */
    void rank(Room from, int rank) {
        if (from != home) {
            home.worker().post(new WorkerCommand.RankVoice(this, rank));
            return;
        }
        var among = contender;
        if (among != null) {
            among.rank(rank);
        }
    }

    void muted(boolean now) {
        if (muted == now) {
            return;
        }
        muted = now;
        var levels = meter;
        if (now && levels != null) {
            levels.silence();
        }
        var among = contender;
        if (now && among != null) {
            among.silence();
        }
    }

    /** Takes a packet that was numbered: its level, its place among the loudest, its ways. */
    @Nullable DropReason take(AudioPacket packet) {
        if (muted) {
            return DropReason.MUTED;
        }
        var levels = meter;
        if (levels != null) {
            levels.packet(packet.loudness(), packet.samples);
        }
        packet.heard = heard(packet);
        if (!packet.heard) {
            home.context().counters().suppressed++;
        }
        boolean elsewhere = false;
        for (int i = 0; i < branches.size(); i++) {
            elsewhere |= branches.get(i).take(packet);
        }
        packet.spell = 0;
        var dropped = feed.take(packet);
        boolean nobodyHere =
                dropped == DropReason.NO_RECEIVER || dropped == DropReason.NOT_AMONG_LOUDEST;
        return elsewhere && nobodyHere ? null : dropped;
    }

    @Override
    public @Nullable DropReason relayed(AudioPacket packet) {
        return take(packet);
    }

    private boolean heard(AudioPacket packet) {
        var podium = home.podium();
        var among = contender;
        return podium == null || among == null || podium.heard(among, packet);
    }

    Room home() {
        return home;
    }

    /** What the receivers at home get. */
    Feed feed() {
        return feed;
    }
}
