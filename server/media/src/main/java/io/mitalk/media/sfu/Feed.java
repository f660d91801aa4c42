package io.mitalk.media.sfu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread of its receivers, but for {@link #toldFractionLost}. A track as one worker sends it: its
 * last packets, from which NACKs are answered, and its receivers there. Packets come from the track's {@link Voice}, at
 * once or by a {@link Relay}.
 */
final class Feed implements RelayTarget {

    private final Room room;
    private final UpTrackSpec spec;
    private final FanOut fanOut;
    private @Nullable PacketHistory history;
    private long firstOpen = -1;
    private int epoch;
    private int spell;
    private boolean muted;
    private boolean open = true;
    private volatile int toldFractionLost;

    Feed(Room room, UpTrackSpec spec, boolean muted) {
        this.room = room;
        this.spec = spec;
        this.muted = muted;
        this.fanOut = new FanOut(this, room.context());
    }

    /** Keeps a packet for those who will miss it, and sends it to everybody here. */
    @Nullable DropReason take(AudioPacket packet) {
        if (!open) {
            return DropReason.NO_RECEIVER;
        }
        if (muted) {
            return DropReason.MUTED;
        }
        if (packet.epoch != epoch) {
            epoch = packet.epoch;
            interrupt();
        }
        if (firstOpen < 0) {
            firstOpen = packet.extSeq;
        }
        history().put(packet);
        if (packet.spell != spell) {
            spell = packet.spell;
            fanOut.leftOut();
        }
        return packet.heard ? fanOut.forward(packet) : fanOut.withhold(packet);
    }

    @Override
    public @Nullable DropReason relayed(AudioPacket packet) {
        return take(packet);
    }

    private void interrupt() {
        firstOpen = -1;
        fanOut.interrupt();
    }

    /** What was said before a mute is not told again, whoever asks; what is on its way to here is not told at all. */
    void muted(boolean now) {
        if (muted != now) {
            muted = now;
            interrupt();
        }
    }

    /** Ends it and what it feeds. */
    void close() {
        if (!open) {
            return;
        }
        open = false;
        fanOut.flush();
        for (var down : List.copyOf(fanOut.receivers())) {
            room.remove(down);
        }
    }

    /** The share that the worst of its receivers loses, in 256ths. */
    int worstFractionLost(long nowNs) {
        int worst = 0;
        var receivers = fanOut.receivers();
        for (int i = 0; i < receivers.size(); i++) {
            worst = Math.max(worst, receivers.get(i).feedback().fractionLost(nowNs));
        }
        return worst;
    }

    /** To be called every few seconds: tells other workers how much its receivers lose. */
    void tellFractionLost(long nowNs) {
        toldFractionLost = worstFractionLost(nowNs);
    }

    /** What {@link #tellFractionLost} told last. Thread-safe. */
    int toldFractionLost() {
        return toldFractionLost;
    }

    /** The first packet since it was muted or began anew; what is older must not be told again. -1 before it came. */
    long firstOpen() {
        return firstOpen;
    }

    /** The last packets as they came. */
    PacketHistory history() {
        var kept = history;
        if (kept == null) {
            kept = new PacketHistory(room.context().settings().historyPackets());
            history = kept;
        }
        return kept;
    }

    /** The last packets in that shape; null before the first. */
    @Nullable PacketHistory kept(Rendition rendition) {
        return switch (rendition) {
            case PLAIN -> history;
            case RED -> fanOut.redHistory();
            case MERGED -> fanOut.mergedHistory();
        };
    }

    /** The room on its worker. */
    Room room() {
        return room;
    }

    UpTrackSpec spec() {
        return spec;
    }

    FanOut fanOut() {
        return fanOut;
    }

    boolean isMuted() {
        return muted;
    }

    boolean isOpen() {
        return open;
    }
}
