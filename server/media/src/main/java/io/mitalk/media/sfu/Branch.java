package io.mitalk.media.sfu;

/** Owned by the worker thread that is its room's home. The way of one track to the receivers of another worker. */
final class Branch {

    private final Feed feed;
    private final Relay relay;
    private final Counters counters;
    private int spell;
    private boolean leavingOut;

    Branch(Room home, Feed feed) {
        this.feed = feed;
        this.relay = home.context().relays().to(feed.room());
        this.counters = home.context().counters();
    }

    /** Sends a packet there if anybody wishes for it; whether it went. */
    boolean take(AudioPacket packet) {
        boolean wished =
                switch (feed.fanOut().wish()) {
                    case NOTHING -> false;
                    case HEARD -> packet.heard;
                    case EVERYTHING -> true;
                };
        if (!wished) {
            spell += leavingOut ? 0 : 1;
            leavingOut = true;
            return false;
        }
        leavingOut = false;
        packet.spell = spell;
        var refused = relay.put(feed, packet);
        if (refused != null) {
            counters.drop(refused);
        }
        return refused == null;
    }

    Feed feed() {
        return feed;
    }
}
