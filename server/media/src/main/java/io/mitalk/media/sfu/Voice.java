package io.mitalk.media.sfu;

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
    private @Nullable Candidate candidate;
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
    void open(Room from, Standing standing) {
        if (from != home) {
            home.worker().post(new WorkerCommand.OpenVoice(this, standing));
            return;
        }
        var podium = home.podium();
        if (closed || podium == null || !home.isOpen()) {
            return;
        }
        if (spec.microphone()) {
            candidate = podium.contend(feed.fanOut()::withhold, standing);
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
        var among = candidate;
        if (among != null) {
            among.leave();
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

    /** Its rank or its circle is another one. */
    void stands(Room from, Standing standing) {
        if (from != home) {
            home.worker().post(new WorkerCommand.RankVoice(this, standing));
            return;
        }
        var among = candidate;
        var podium = home.podium();
        if (closed || among == null || podium == null) {
            return;
        }
        if (among.circle() == standing.circle()) {
            among.rank(standing.rank());
        } else {
            among.leave();
            candidate = podium.contend(feed.fanOut()::withhold, standing);
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
        var among = candidate;
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
        var among = candidate;
        return among == null || among.heard(packet);
    }

    Room home() {
        return home;
    }

    /** What the receivers at home get. */
    Feed feed() {
        return feed;
    }
}
