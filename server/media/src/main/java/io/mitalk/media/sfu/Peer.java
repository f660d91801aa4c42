package io.mitalk.media.sfu;

import io.mitalk.media.sfu.MediaEvent.Quality;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Owned by the worker thread. One participant's share of a room: at most one transport a role. */
final class Peer {

    /** The room on its worker, which is its for life. */
    private final Room room;

    private final String sid;
    private final List<Transport> transports = new ArrayList<>(2);
    private boolean open;
    private boolean hidden;
    private Standing standing = Standing.FIRST;
    private @Nullable Quality told;

    Peer(Room room, String sid) {
        this.room = room;
        this.sid = sid;
    }

    void opened() {
        open = true;
    }

    void add(Transport transport, long nowNs) {
        if (open) {
            transports.add(transport);
            transport.open(nowNs);
        } else {
            transport.stillborn();
        }
    }

    /** Whether the others do not see it. */
    void hidden(boolean now) {
        hidden = now;
        reconsider();
    }

    boolean hidden() {
        return hidden;
    }

    /** Its tracks are heard by this among those of others. */
    void stands(Standing now) {
        standing = now;
        for (int i = 0; i < transports.size(); i++) {
            transports.get(i).publications().tracks().forEach(this::place);
        }
    }

    private void place(UpTrack track) {
        track.span().voice().stands(room, standing);
    }

    Standing standing() {
        return standing;
    }

    /** Whether it sends a track, muted or not. */
    boolean publishes() {
        for (int i = 0; i < transports.size(); i++) {
            if (!transports.get(i).publications().tracks().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** What it receives may have to come in another shape now. */
    void reconsider() {
        for (int i = 0; i < transports.size(); i++) {
            for (var track : transports.get(i).downTracks()) {
                track.source().fanOut().reconsider(track);
            }
        }
    }

    /** Closes its transports; false when it was not open. */
    boolean close() {
        boolean was = open;
        open = false;
        for (var transport : transports) {
            transport.close();
        }
        transports.clear();
        return was;
    }

    /** Gives its transports up, because something in it went wrong that must not reach others. */
    void fail(String reason) {
        for (var transport : transports) {
            transport.fail(reason);
        }
    }

    /** How it is connected, as its room is told; whether that is another word than before. */
    boolean tell(Quality quality) {
        boolean news = told != quality;
        told = quality;
        return news;
    }

    Room room() {
        return room;
    }

    String sid() {
        return sid;
    }

    List<Transport> transports() {
        return transports;
    }
}
