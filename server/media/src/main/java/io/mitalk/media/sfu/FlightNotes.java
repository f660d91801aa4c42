package io.mitalk.media.sfu;

import io.mitalk.media.overload.Relief;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.FlightRecorder;

/**
 * Owned by the flight recorder's thread between {@link #open} and {@link #close}, which are thread-safe. Writes
 * workers' counters into recordings, once a period, and only while something records.
 */
final class FlightNotes implements AutoCloseable {

    private final List<Worker> workers;
    private final Snapshot[] before;
    private final List<Map<DropReason, Long>> dropped;
    private final Runnable work = this::notesOfWork;
    private final Runnable drops = this::notesOfDrops;

    /** What the counters said. */
    private record Snapshot(
            long packetsIn,
            long forwarded,
            long merges,
            long retransmits,
            long suppressed,
            long handshakes,
            long handshakesFailed,
            long drops,
            long sheds) {

        static Snapshot of(Worker worker) {
            var counters = worker.context().counters();
            long sheds = 0;
            for (var what : Relief.values()) {
                sheds += SfuMeters.sheds(worker, what);
            }
            return new Snapshot(
                    counters.packetsIn,
                    counters.forwarded(),
                    counters.merged,
                    counters.retransmits,
                    counters.suppressed,
                    counters.handshakes,
                    counters.handshakesFailed,
                    counters.drops(),
                    sheds);
        }
    }

    private FlightNotes(List<Worker> workers) {
        this.workers = List.copyOf(workers);
        this.before = workers.stream().map(Snapshot::of).toArray(Snapshot[]::new);
        this.dropped =
                workers.stream()
                        .map(
                                _ ->
                                        (Map<DropReason, Long>)
                                                new EnumMap<DropReason, Long>(DropReason.class))
                        .toList();
    }

    static FlightNotes open(List<Worker> workers) {
        var notes = new FlightNotes(workers);
        FlightRecorder.addPeriodicEvent(WorkerEvent.class, notes.work);
        FlightRecorder.addPeriodicEvent(DropEvent.class, notes.drops);
        return notes;
    }

    private void notesOfWork() {
        for (int i = 0; i < before.length; i++) {
            var worker = workers.get(i);
            var last = before[i];
            var now = Snapshot.of(worker);
            before[i] = now;
            var event = new WorkerEvent();
            event.port = worker.port();
            event.packetsIn = now.packetsIn - last.packetsIn;
            event.forwarded = now.forwarded - last.forwarded;
            event.merges = now.merges - last.merges;
            event.retransmits = now.retransmits - last.retransmits;
            event.suppressed = now.suppressed - last.suppressed;
            event.handshakes = now.handshakes - last.handshakes;
            event.handshakesFailed = now.handshakesFailed - last.handshakesFailed;
            event.drops = now.drops - last.drops;
            event.sheds = now.sheds - last.sheds;
            event.relief = worker.context().overload().relief().label();
            event.standing = worker.context().overload().standingNs();
            event.commit();
        }
    }

    private void notesOfDrops() {
        for (int i = 0; i < dropped.size(); i++) {
            var worker = workers.get(i);
            for (var reason : DropReason.values()) {
                long now = worker.context().counters().drops(reason);
                var last = dropped.get(i).put(reason, now);
                long count = now - (last == null ? 0 : last);
                if (count > 0) {
                    var event = new DropEvent();
                    event.port = worker.port();
                    event.reason = reason.label();
                    event.count = count;
                    event.commit();
                }
            }
        }
    }

    @Override
    public void close() {
        FlightRecorder.removePeriodicEvent(work);
        FlightRecorder.removePeriodicEvent(drops);
    }
}
