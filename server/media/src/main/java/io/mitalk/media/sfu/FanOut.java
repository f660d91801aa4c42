package io.mitalk.media.sfu;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. The receivers of one track, and the renditions in which they get it. Each rendition is
 * made once, and protected for each receiver. A receiver changes from one to another only between two packets that all
 * have gone out in both, so that it neither misses nor hears twice.
 */
final class FanOut {

    private final WorkerContext context;
    private final List<DownTrack> receivers = new ArrayList<>();
    private int merged;
    private boolean changing;
    private long highest = -1;
    private @Nullable Merging merging;
    private boolean watched;

    FanOut(WorkerContext context) {
        this.context = context;
    }

    void add(DownTrack receiver) {
        receivers.add(receiver);
        reconsider(receiver);
    }

    void remove(DownTrack receiver) {
        if (receivers.remove(receiver) && receiver.rendition() == Rendition.MERGED) {
            merged--;
        }
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
            late(packet);
            return null;
        }
        highest = packet.extSeq;
        var merger = merging;
        if (merger != null && !merger.isEmpty() && !merger.goesWith(packet)) {
            flush();
        }
        if (changing && (merger == null || merger.isEmpty())) {
            change();
        }
        send(packet, Rendition.PLAIN);
        if (merged > 0) {
            merge(packet);
        }
        return null;
    }

    private void merge(AudioPacket packet) {
        var merger = merging();
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

    private void late(AudioPacket packet) {
        send(packet, Rendition.PLAIN);
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
        for (int i = 0; i < receivers.size(); i++) {
            var receiver = receivers.get(i);
            receiver.rendition(receiver.wanted());
            merged += receiver.rendition() == Rendition.MERGED ? 1 : 0;
        }
        if (before == 0 && merged > 0) {
            merging().restart();
        }
    }

    private void send(AudioPacket packet, Rendition rendition) {
        if (rendition == Rendition.PLAIN && merged == receivers.size()) {
            return;
        }
        var counters = context.counters();
        for (int i = 0; i < receivers.size(); i++) {
            var receiver = receivers.get(i);
            if (receiver.rendition() == rendition) {
                var refused = receiver.forward(packet);
                if (refused == null) {
                    counters.sent(rendition);
                } else {
                    counters.drop(refused);
                }
            }
        }
    }

    private Merging merging() {
        var made = merging;
        if (made == null) {
            var settings = context.settings();
            made = new Merging(settings.forward().mergeSpanMs(), settings.historyPackets() / 2);
            merging = made;
        }
        return made;
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
