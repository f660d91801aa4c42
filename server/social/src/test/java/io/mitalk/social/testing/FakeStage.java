package io.mitalk.social.testing;

import io.mitalk.kit.time.Clock;
import io.mitalk.social.room.Seat;
import io.mitalk.social.room.StageFact;
import io.mitalk.social.room.StagePlan;
import io.mitalk.social.room.StagePort;
import io.mitalk.social.room.Ticket;
import io.mitalk.social.room.TicketRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. A media plane without media: it keeps participants by the rules of the plans and emits the facts that
 * the real one would, so that a test says who connects, speaks and vanishes.
 */
public final class FakeStage implements StagePort {

    /** Never one again, also by the stage of a server that was started again. */
    private static final AtomicInteger SIDS = new AtomicInteger();

    private final Clock clock;
    private final List<Consumer<StageFact>> listeners = new ArrayList<>();
    private final Map<UUID, StagePlan> plans = new HashMap<>();
    private final Map<UUID, Map<String, String>> people = new HashMap<>();
    private final Map<String, TicketRequest> tickets = new HashMap<>();
    private final Map<String, Instant> holds = new HashMap<>();
    private volatile boolean overloaded;

    public FakeStage(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void apply(StagePlan plan) {
        var known = plans.get(plan.room());
        if (known != null && known.version() > plan.version()) {
            return;
        }
        plans.put(plan.room(), plan);
        for (var identity : new HashSet<>(here(plan.room()))) {
            if (!plan.open() || plan.expelled().contains(identity)) {
                leave(plan.room(), identity);
            }
        }
    }

    @Override
    public synchronized Ticket ticket(TicketRequest request) {
        String token = "token-" + tickets.size();
        tickets.put(token, request);
        return new Ticket("", token);
    }

    @Override
    public synchronized void hold(UUID room, String identity, Duration lease) {
        holds.put(room + identity, now().plus(lease));
    }

    private boolean held(UUID room, String identity) {
        return now().isBefore(holds.getOrDefault(room + identity, Instant.MIN));
    }

    @Override
    public boolean overloaded(UUID room) {
        return overloaded;
    }

    /** Whether it has no time for anybody new from now on. */
    public void overloaded(boolean now) {
        overloaded = now;
    }

    @Override
    public synchronized void facts(Consumer<StageFact> listener) {
        listeners.add(listener);
    }

    /** The newest plan of a room, or null. */
    public synchronized @Nullable StagePlan plan(UUID room) {
        return plans.get(room);
    }

    /** What the ticket was asked for. */
    public synchronized TicketRequest request(String token) {
        var request = tickets.get(token);
        if (request == null) {
            throw new AssertionError("nobody has the ticket " + token);
        }
        return request;
    }

    /** Connects with a ticket; answers whether the door let the holder in. A second joining ends the first. */
    public synchronized boolean join(String token) {
        var request = request(token);
        var plan = plans.get(request.room());
        if (plan == null || !plan.open() || plan.expelled().contains(request.identity())) {
            return false;
        }
        connect(request.room(), request.identity());
        return true;
    }

    /** Connects without asking anybody, as a client does that comes back by itself. */
    public synchronized void connect(UUID room, String identity) {
        String sid = "PA_" + SIDS.incrementAndGet();
        var before = people.computeIfAbsent(room, _ -> new HashMap<>()).put(identity, sid);
        tell(new StageFact.Joined(room, identity, sid, now()));
        if (before != null) {
            tell(new StageFact.Left(room, identity, before, now()));
        }
    }

    /** Disconnects somebody. */
    public synchronized void leave(UUID room, String identity) {
        var sid = people.getOrDefault(room, new HashMap<>()).remove(identity);
        if (sid != null) {
            tell(new StageFact.Left(room, identity, sid, now()));
        }
    }

    public synchronized void loseSignal(UUID room, String identity) {
        tell(new StageFact.SignalLost(room, identity));
    }

    public synchronized void signalBack(UUID room, String identity) {
        tell(new StageFact.SignalBack(room, identity));
    }

    public synchronized void microphone(UUID room, String identity, boolean open) {
        tell(new StageFact.Published(room, identity, open));
    }

    /** Somebody who is connected has spoken for so long. */
    public synchronized void speak(UUID room, String identity, long millis) {
        long slots = -1L >>> Math.clamp(Long.SIZE - millis / 100, 0, Long.SIZE - 1);
        tell(new StageFact.Spoke(room, identity, sid(room, identity), millis, slots, now()));
    }

    /** The engine loses the room with everybody in it. */
    public synchronized void lose(UUID room) {
        people.remove(room);
        plans.remove(room);
        tell(new StageFact.Gone(room));
    }

    /** Who is connected. */
    public synchronized Set<String> here(UUID room) {
        return Set.copyOf(people.getOrDefault(room, Map.of()).keySet());
    }

    /** Whether a word of {@code speaker} would reach {@code listener} now, whatever their clients do. */
    public synchronized boolean hears(UUID room, String listener, String speaker) {
        var plan = plans.get(room);
        if (plan == null || !plan.open() || !here(room).containsAll(Set.of(listener, speaker))) {
            return false;
        }
        Seat seat = plan.seats().get(speaker);
        boolean sent = seat != null && seat.mayPublish() && !seat.muted();
        boolean kept = seat != null && seat.pushToTalk() && !held(room, speaker);
        return sent
                && !kept
                && plan.subRooms().reaches(speaker, listener)
                && (plan.onAir() || plan.seats().containsKey(listener));
    }

    private String sid(UUID room, String identity) {
        var sid = people.getOrDefault(room, Map.of()).get(identity);
        if (sid == null) {
            throw new AssertionError(identity + " is not connected");
        }
        return sid;
    }

    private Instant now() {
        return clock.instant();
    }

    private void tell(StageFact fact) {
        listeners.forEach(listener -> listener.accept(fact));
    }
}
