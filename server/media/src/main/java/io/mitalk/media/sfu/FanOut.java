package io.mitalk.media.sfu;

import io.mitalk.media.overload.Relief;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread, but for {@link #wish}. The receivers that one track has on one worker, and the renditions
 * in which they get it. Each rendition is made once there, and protected for each receiver. A receiver changes from one
 * to another only between two packets that all have gone out in both, so that it neither misses nor hears twice.
 */
final class FanOut {

    /** What of a track its receivers on a worker get. */
    enum Wish {
        /** Nobody listens. */
        NOTHING,
        /** The packets of those among the loudest. */
        HEARD,
        /** Every packet: somebody asked for this very track. */
        EVERYTHING
    }

    private final Feed source;
    private final WorkerContext context;
    private final List<DownTrack> receivers = new ArrayList<>();
    private int merged;
    private int red;

    /** The longest packet that all receivers of merged ones take. */
    private int takesMs = DownTrackSpec.ANY_LENGTH_MS;

    private int insisting;
    private boolean changing;
    private boolean withheld;
    private long highest = -1;
    private @Nullable Merging merging;
    private @Nullable Redundancy redundancy;
    private boolean watched;
    private volatile Wish wish = Wish.NOTHING;

    FanOut(Feed source, WorkerContext context) {
        this.source = source;
        this.context = context;
    }

    void add(DownTrack receiver) {
        receivers.add(receiver);
        insisting += receiver.insists() ? 1 : 0;
        reconsider(receiver);
        tellWish();
    }

    void remove(DownTrack receiver) {
        if (receivers.remove(receiver)) {
            count(receiver.rendition(), -1);
            insisting -= receiver.insists() ? 1 : 0;
            tellWish();
        }
    }

    private void tellWish() {
        wish = receivers.isEmpty() ? Wish.NOTHING : insisting > 0 ? Wish.EVERYTHING : Wish.HEARD;
    }

    /** What its receivers get. Thread-safe: the room's home asks before it sends a packet to this worker. */
    Wish wish() {
        return wish;
    }

    /** A receiver asks for this very track, or no longer; it hears it also where only the loudest are heard. */
    void insist(DownTrack receiver, boolean insists) {
        if (receiver.insists() != insists && receivers.contains(receiver)) {
            insisting += insists ? 1 : -1;
            tellWish();
            if (insists && withheld) {
                receiver.forwarder().skip();
            }
        }
        receiver.insist(insists);
        reconsider(receiver);
    }

    List<DownTrack> receivers() {
        return receivers;
    }

    /** What a receiver should get may have changed. */
    void reconsider(DownTrack receiver) {
        changing |= receiver.wanted() != receiver.rendition();
    }

    /** Sends a packet to everybody in the shape that each gets; null when it was, or will be with others. */
    @Nullable DropReason forward(AudioPacket packet) {
        if (receivers.isEmpty()) {
            return DropReason.NO_RECEIVER;
        }
        if (packet.extSeq <= highest) {
            if (!withheld) {
                late(packet);
            }
            return null;
        }
        if (withheld) {
            resume();
        }
        highest = packet.extSeq;
        var merger = merging;
        if (merger != null && !merger.isEmpty() && !merger.goesWith(packet)) {
            flush();
        }
        if (changing && (merger == null || merger.isEmpty())) {
            change();
        }
        sendSingle(packet);
        if (merged > 0) {
            merge(packet);
        }
        return null;
    }

    /** Others of the room are louder: the packet goes only to those who insist on this track. */
    @Nullable DropReason withhold(AudioPacket packet) {
        highest = Math.max(highest, packet.extSeq);
        if (!withheld) {
            withhold();
        }
        if (insisting == 0) {
            return DropReason.NOT_AMONG_LOUDEST;
        }
        if (changing) {
            change();
        }
        var redundant = red > 0 ? redundant(packet) : packet;
        for (int i = 0; i < receivers.size(); i++) {
            var receiver = receivers.get(i);
            if (receiver.insists()) {
                send(receiver.rendition() == Rendition.RED ? redundant : packet, receiver);
            }
        }
        return null;
    }

    /** It lost its place among the loudest. */
    void withhold() {
        flush();
        withheld = true;
    }

    /** Packets were left out on the way to this worker, since nobody here insisted on them. */
    void leftOut() {
        withhold();
        for (int i = 0; i < receivers.size(); i++) {
            if (receivers.get(i).insists()) {
                receivers.get(i).forwarder().skip();
            }
        }
    }

    private void resume() {
        withheld = false;
        restart();
        for (int i = 0; i < receivers.size(); i++) {
            if (!receivers.get(i).insists()) {
                receivers.get(i).forwarder().skip();
            }
        }
    }

    private void merge(AudioPacket packet) {
        var merger = merging();
        if (merger.isEmpty()) {
            merger.span(span());
        }
        if (!merger.add(packet)) {
            send(merger.alone(packet), Rendition.MERGED);
            return;
        }
        if (merger.isFull()) {
            flush();
        } else if (!watched) {
            watched = true;
            context.merges().watch(this, merger.dueNs());
        }
    }

    /** Longer where the worker is short of time and everybody who gets merged packets takes longer ones. */
    private int span() {
        var settings = context.settings();
        boolean more = takesMs >= settings.overload().spanMs();
        if (!more || !context.overload().sheds(Relief.LONGER_PACKETS)) {
            return settings.forward().mergeSpanMs();
        }
        context.counters().shed(Relief.LONGER_PACKETS);
        return Math.max(settings.forward().mergeSpanMs(), settings.overload().spanMs());
    }

    private void late(AudioPacket packet) {
        sendSingle(packet);
        var merger = merging;
        var placed = merger == null || merged == 0 ? null : merger.late(packet);
        if (placed != null) {
            send(placed, Rendition.MERGED);
        }
    }

    /** Sends what is held for merging: what follows does not go with it, or will not come. */
    void flush() {
        var merger = merging;
        if (merger != null && !merger.isEmpty()) {
            send(merger.take(), Rendition.MERGED);
            context.counters().merged++;
        }
    }

    /** The packets that follow do not continue those before: they were muted, or their sender began anew. */
    void interrupt() {
        restart();
        for (int i = 0; i < receivers.size(); i++) {
            receivers.get(i).forwarder().interrupt();
        }
    }

    private void restart() {
        flush();
        var merger = merging;
        if (merger != null) {
            merger.restart();
        }
    }

    private void change() {
        changing = false;
        int before = merged;
        merged = 0;
        red = 0;
        takesMs = DownTrackSpec.ANY_LENGTH_MS;
        for (int i = 0; i < receivers.size(); i++) {
            var receiver = receivers.get(i);
            receiver.rendition(receiver.wanted());
            count(receiver.rendition(), 1);
            if (receiver.rendition() == Rendition.MERGED) {
                takesMs = Math.min(takesMs, receiver.spec().maxPacketMs());
            }
        }
        if (before == 0 && merged > 0) {
            merging().restart();
        }
    }

    private void count(Rendition rendition, int change) {
        switch (rendition) {
            case PLAIN -> {}
            case RED -> red += change;
            case MERGED -> merged += change;
        }
    }

    /** To those who get each packet by itself, or with those before it. */
    private void sendSingle(AudioPacket packet) {
        if (merged + red < receivers.size()) {
            send(packet, Rendition.PLAIN);
        }
        if (red > 0) {
            send(redundant(packet), Rendition.RED);
        }
    }

    private AudioPacket redundant(AudioPacket packet) {
        return redundancy().make(packet, source.history(), source.firstOpen());
    }

    private void send(AudioPacket packet, Rendition rendition) {
        for (int i = 0; i < receivers.size(); i++) {
            if (receivers.get(i).rendition() == rendition) {
                send(packet, receivers.get(i));
            }
        }
    }

    private void send(AudioPacket packet, DownTrack receiver) {
        var refused = receiver.forward(packet);
        if (refused == null) {
            context.counters().sent(receiver.rendition());
        } else {
            context.counters().drop(refused);
        }
    }

    private Merging merging() {
        var made = merging;
        if (made == null) {
            var settings = context.settings();
            made =
                    new Merging(
                            settings.forward().mergeSpanMs(),
                            settings.overload().spanMs(),
                            settings.historyPackets() / 2);
            merging = made;
        }
        return made;
    }

    private Redundancy redundancy() {
        var made = redundancy;
        if (made == null) {
            var settings = context.settings();
            made = new Redundancy(settings.forward().redDepth(), settings.historyPackets());
            redundancy = made;
        }
        return made;
    }

    /** Redundant packets that are kept to answer NACKs; null when none was made. */
    @Nullable PacketHistory redHistory() {
        return redundancy == null ? null : redundancy.history();
    }

    /** Merged packets that are kept to answer NACKs; null when none was made. */
    @Nullable PacketHistory mergedHistory() {
        return merging == null ? null : merging.history();
    }

    /** For the loop: sends what is due, and tells how long what is held may still wait; 0 when nothing is held. */
    long sendDue(long nowNs) {
        var merger = merging;
        if (merger != null && !merger.isEmpty()) {
            long waitNs = merger.dueNs() - nowNs;
            if (waitNs > 0) {
                return waitNs;
            }
            flush();
        }
        watched = false;
        return 0;
    }
}
