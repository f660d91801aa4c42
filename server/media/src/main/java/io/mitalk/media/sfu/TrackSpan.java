package io.mitalk.media.sfu;

import java.util.ArrayList;
import java.util.List;

/**
 * Thread-safe. One track on every worker of its room: received on its transport's, decided upon at the room's home,
 * sent from each where somebody listens.
 */
final class TrackSpan {

    private final UpTrack track;
    private final Voice voice;
    private boolean muted;
    private volatile List<Feed> feeds;

    TrackSpan(Transport transport, UpTrackSpec spec) {
        var home = transport.peer().room().span().home();
        this.voice = new Voice(home, transport.peer().sid(), spec);
        this.track = new UpTrack(transport, spec, this);
        this.muted = spec.muted();
        this.feeds = List.of(voice.feed());
    }

    UpTrack track() {
        return track;
    }

    Voice voice() {
        return voice;
    }

    /** Its feeds, one for each worker on which somebody listens or did, the home's first. */
    List<Feed> feeds() {
        return feeds;
    }

    /** What the receivers in that part of the room get; the home begins to send it there where that is new. */
    synchronized Feed feed(Room room) {
        for (var feed : feeds) {
            if (feed.room() == room) {
                return feed;
            }
        }
        var fresh = new Feed(room, track.spec(), muted);
        var all = new ArrayList<>(feeds);
        all.add(fresh);
        feeds = List.copyOf(all);
        voice.home().worker().post(new WorkerCommand.AddFeed(voice, fresh));
        return fresh;
    }

    /** Asks every worker that has to do with it at once, so that none waits for another. */
    synchronized void muted(boolean now) {
        muted = now;
        boolean asked = false;
        for (var feed : feeds) {
            asked |= feed.room() == track.room();
            mute(feed.room(), now);
        }
        if (!asked) {
            mute(track.room(), now);
        }
    }

    private void mute(Room room, boolean now) {
        room.worker().post(new WorkerCommand.MuteTrack(this, room, now));
    }

    /** Mutes what that part of the room has of it; to be called on its worker. */
    void muteIn(Room room, boolean now) {
        if (track.room() == room) {
            track.muted(now);
        }
        if (voice.home() == room) {
            voice.muted(now);
        }
        for (var feed : feeds) {
            if (feed.room() == room) {
                feed.muted(now);
            }
        }
    }
}
