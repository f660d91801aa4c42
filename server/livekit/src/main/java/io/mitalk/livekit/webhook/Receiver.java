package io.mitalk.livekit.webhook;

import io.mitalk.livekit.webhook.WebhookMeters.Drop;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread-safe. What waits for one address: a lane a room, so that a room's events keep their order. */
final class Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    /** Deliveries at once to one address. */
    private static final int PARALLEL = 10;

    private static final long FIRST_DELAY_MS = 100;
    private static final long LONGEST_DELAY_MS = 5_000;
    private static final long NS_PER_MS = 1_000_000;

    private final Delivery delivery;
    private final WebhookSettings settings;
    private final Webhooks.Parts parts;
    private final WebhookMeters meters;
    private final Semaphore parallel = new Semaphore(PARALLEL);
    private final Map<String, Lane> lanes = new HashMap<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private int waiting;
    private boolean draining;
    private boolean closed;

    Receiver(
            Delivery delivery,
            WebhookSettings settings,
            Webhooks.Parts parts,
            WebhookMeters meters) {
        this.delivery = delivery;
        this.settings = settings;
        this.parts = parts;
        this.meters = meters;
    }

    /** Events of one room; the first is being delivered. Ends with its last event, the next begins another lane. */
    private static final class Lane {
        private final String room;
        private final ArrayDeque<Waiting> events = new ArrayDeque<>();
        private long delayMs = FIRST_DELAY_MS;

        private Lane(String room) {
            this.room = room;
        }
    }

    private record Waiting(String body, long sinceNs) {}

    /** Puts an event behind those of its room, or lets go of it when too many wait. */
    void offer(String room, String body) {
        Lane fresh;
        synchronized (this) {
            var lane = lanes.get(room);
            int ahead = lane == null ? 0 : lane.events.size();
            if (closed || waiting >= settings.perReceiver() || ahead >= settings.perRoom()) {
                meters.dropped(closed ? Drop.STOPPED : Drop.FULL);
                return;
            }
            waiting++;
            var event = new Waiting(body, parts.clock().nanoTime());
            if (lane != null) {
                lane.events.add(event);
                return;
            }
            fresh = new Lane(room);
            fresh.events.add(event);
            lanes.put(room, fresh);
        }
        parts.threads().virtual().execute(() -> deliver(fresh));
    }

    /** Completes when nothing waits any more; no event is expected after the call. */
    synchronized CompletableFuture<Void> drained() {
        draining = true;
        if (lanes.isEmpty()) {
            drained.complete(null);
        }
        return drained;
    }

    synchronized void close() {
        closed = true;
        for (int i = 0; i < waiting; i++) {
            meters.dropped(Drop.STOPPED);
        }
        waiting = 0;
        lanes.clear();
    }

    /** Delivers the events of one room until none is left or one fails, which comes again after a while. */
    private void deliver(Lane lane) {
        while (true) {
            var event = head(lane);
            if (event == null) {
                return;
            }
            var outcome = attempt(event);
            long ageMs = (parts.clock().nanoTime() - event.sinceNs()) / NS_PER_MS;
            switch (outcome) {
                case TAKEN -> meters.delivered();
                case REFUSED -> dropped(Drop.REFUSED);
                case FAILED -> {
                    if (ageMs < settings.ageMs()) {
                        meters.retried();
                        parts.threads().after(delay(lane), () -> deliver(lane));
                        return;
                    }
                    dropped(Drop.OLD);
                }
            }
            next(lane);
        }
    }

    private Delivery.Outcome attempt(Waiting event) {
        parallel.acquireUninterruptibly();
        try {
            return delivery.attempt(event.body());
        } finally {
            parallel.release();
        }
    }

    /** Null when nothing is left to do for it. */
    private synchronized @Nullable Waiting head(Lane lane) {
        return closed ? null : lane.events.peek();
    }

    /** How long to wait before the next try, each time twice as long. */
    private synchronized long delay(Lane lane) {
        long delayMs = lane.delayMs;
        lane.delayMs = Math.min(LONGEST_DELAY_MS, 2 * delayMs);
        return delayMs;
    }

    private synchronized void next(Lane lane) {
        if (closed) {
            return;
        }
        lane.events.poll();
        lane.delayMs = FIRST_DELAY_MS;
        waiting--;
        if (lane.events.isEmpty()) {
            lanes.remove(lane.room);
        }
        if (draining && lanes.isEmpty()) {
            drained.complete(null);
        }
    }

    private void dropped(Drop reason) {
        meters.dropped(reason);
        LOG.warn("a webhook of {} was not told an event: {}", delivery.url().getHost(), reason);
    }
}
