package io.mitalk.media.sfu;

import io.mitalk.media.overload.Relief;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. A whole room: its home, where everything is decided, and the parts on other workers that it spilled over
 * to. A peer stays in the part that it was placed in; whoever may speak is placed at home.
 */
final class Span {

    private static final Logger LOG = LoggerFactory.getLogger(Span.class);

    private final String sid;
    private final MediaListener listener;
    private final List<Worker> workers;
    private final int spill;
    private final Room home;
    private final List<Room> parts = new ArrayList<>();
    private int living;
    private boolean closed;

    /**
     * A room at home.
     *
     * @param workers all there are, {@code home} among them
     */
    Span(String sid, MediaListener listener, List<Worker> workers, Worker home) {
        this.sid = sid;
        this.listener = listener;
        this.workers = workers;
        this.spill = home.context().settings().span().spillListeners();
        this.home = open(home, true);
    }

    private Room open(Worker worker, boolean isHome) {
        var part = new Room(this, worker, isHome);
        parts.add(part);
        living++;
        worker.loaded(1);
        worker.post(new WorkerCommand.OpenRoom(part));
        return part;
    }

    Room home() {
        return home;
    }

    /** Where the next peer goes, which it expects from now on. */
    synchronized Room place(boolean audience) {
        var part = audience && !closed && isFull(home) ? aside() : home;
        part.expect();
        return part;
    }

    /** The same with a worker of one's choice. */
    synchronized Room place(Worker worker) {
        var part = parts.stream().filter(at(worker)).findFirst();
        var chosen = part.isPresent() ? part.get() : open(worker, false);
        chosen.expect();
        return chosen;
    }

    private static Predicate<Room> at(Worker worker) {
        return part -> part.worker() == worker;
    }

    private boolean isFull(Room part) {
        return spill > 0 && (part.population() >= spill || isLate(part.worker()));
    }

    private static boolean isLate(Worker worker) {
        return worker.context().overload().sheds(Relief.JOINS);
    }

    /** Whether every worker that would take somebody new is so far behind that nobody should come in. */
    boolean overloaded(boolean audience) {
        return (audience && spill > 0)
                ? workers.stream().allMatch(Span::isLate)
                : isLate(home.worker());
    }

    /** Parts are filled one after the other, so that a room is on no more workers than it needs. */
    private Room aside() {
        var begun = parts.stream().filter(part -> !isFull(part)).findFirst();
        if (begun.isPresent()) {
            return begun.get();
        }
        var fresh =
                workers.stream()
                        .filter(worker -> parts.stream().noneMatch(at(worker)))
                        .min(Worker.LEISURE);
        if (fresh.isPresent()) {
            return open(fresh.get(), false);
        }
        var order =
                Comparator.comparing((Room part) -> isLate(part.worker()))
                        .thenComparingInt(Room::population);
        return parts.stream().min(order).orElse(home);
    }

    /** Completes when everything asked for before has taken effect on all workers. */
    CompletableFuture<Void> settled() {
        var all = parts();
        // What one worker asks another in the course of it is over after a second time.
        return all.size() == 1
                ? settle(all)
                : settle(all).thenCompose(everywhere -> settle(parts()));
    }

    private static CompletableFuture<Void> settle(List<Room> parts) {
        var done = new ArrayList<CompletableFuture<Void>>();
        for (var part : parts) {
            var one = new CompletableFuture<Void>();
            part.worker().post(new WorkerCommand.Settle(one));
            done.add(one);
        }
        return CompletableFuture.allOf(done.toArray(CompletableFuture[]::new));
    }

    /** Closes every part. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            parts.forEach(part -> part.worker().post(new WorkerCommand.CloseRoom(part)));
        }
    }

    /** A part is closed; the last one's end is the room's. */
    void closed(Room part) {
        boolean last;
        synchronized (this) {
            part.worker().loaded(-1);
            last = --living == 0;
        }
        if (last) {
            tell(new MediaEvent.RoomClosed());
        }
    }

    /** Tells the room's listener, on the thread of the worker where something happened. */
    void tell(MediaEvent event) {
        try {
            listener.onEvent(event);
        } catch (RuntimeException e) {
            LOG.error("a listener of room {} failed", sid, e);
        }
    }

    synchronized List<Room> parts() {
        return List.copyOf(parts);
    }
}
