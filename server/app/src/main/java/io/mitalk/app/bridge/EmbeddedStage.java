package io.mitalk.app.bridge;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.LiveKit;
import io.mitalk.livekit.room.Circles;
import io.mitalk.livekit.room.RoomPolicy;
import io.mitalk.livekit.token.AccessToken;
import io.mitalk.livekit.token.TokenIssuer;
import io.mitalk.livekit.token.VideoGrant;
import io.mitalk.social.room.Seat;
import io.mitalk.social.room.StageFact;
import io.mitalk.social.room.StagePlan;
import io.mitalk.social.room.StagePort;
import io.mitalk.social.room.Ticket;
import io.mitalk.social.room.TicketRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread-safe. The stage over the SFU of this process. */
public final class EmbeddedStage implements StagePort {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStage.class);

    /** The media plane renews the token of who stays; the first one only has to last until the join. */
    private static final Duration TICKET_LIFETIME = Duration.ofMinutes(10);

    private final LiveKit liveKit;
    private final Plans plans;
    private final StageFacts facts;
    private final EmbeddedRecorder recorder;
    private final Holds holds;
    private final Tickets tickets;

    /** What the stage is made of; {@code plans} and {@code facts} are those that {@code liveKit} was started with. */
    public record Parts(
            LiveKit liveKit,
            Plans plans,
            StageFacts facts,
            EmbeddedRecorder recorder,
            Threads threads) {}

    /**
     * How tickets are made.
     *
     * @param issuer name of the key that signs for the application's rooms
     * @param publicUrl without a slash at its end, or empty: clients come to where they asked for the ticket
     */
    public record Tickets(TokenIssuer tokens, String issuer, String publicUrl, Clock clock) {}

    /** Made by the assembly. */
    public EmbeddedStage(Parts parts, Tickets tickets) {
        this.liveKit = parts.liveKit();
        this.plans = parts.plans();
        this.facts = parts.facts();
        this.recorder = parts.recorder();
        this.holds = new Holds(parts.threads());
        this.tickets = tickets;
    }

    @Override
    public void apply(StagePlan plan) {
        if (!plans.take(plan, () -> carryOut(plan))) {
            LOG.debug("plan {} of room {} came too late", plan.version(), plan.room());
        }
    }

    private void carryOut(StagePlan plan) {
        var key = StageRooms.key(plan.room());
        CompletableFuture<Void> done =
                plan.open() ? liveKit.govern(key, policy(plan)) : liveKit.end(key);
        var _ = done.whenComplete((_, failure) -> report(plan, failure));
    }

    private static void report(StagePlan plan, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.error("plan {} of room {} failed", plan.version(), plan.room(), failure);
        }
    }

    @Override
    public void hold(UUID room, String identity, Duration lease) {
        Runnable changed = () -> plans.again(room, this::carryOut);
        if (lease.isZero()) {
            holds.letGo(room, identity, changed);
        } else {
            holds.hold(room, identity, lease, changed);
        }
    }

    private boolean silent(UUID room, String identity, Seat seat) {
        return seat.muted() || (seat.pushToTalk() && !holds.held(room, identity));
    }

    private RoomPolicy policy(StagePlan plan) {
        var seats = new HashMap<String, RoomPolicy.Seat>();
        plan.seats()
                .forEach(
                        (identity, seat) ->
                                seats.put(
                                        identity,
                                        new RoomPolicy.Seat(
                                                seat.mayPublish(),
                                                silent(plan.room(), identity, seat),
                                                seat.rank(),
                                                seat.recorded()
                                                        ? recorder.taps(plan.room(), identity)
                                                        : null)));
        var circles = new Circles(plan.subRooms().of(), plan.subRooms().everywhere());
        return new RoomPolicy(plan.onAir(), seats, plan.expelled(), plan.audienceMax(), circles);
    }

    @Override
    public boolean overloaded(UUID room) {
        return liveKit.overloaded(StageRooms.key(room));
    }

    @Override
    public Ticket ticket(TicketRequest request) {
        String room = request.room().toString();
        var grant = request.listed() ? VideoGrant.speaker(room) : VideoGrant.hiddenListener(room);
        var expiresAt = tickets.clock().instant().plus(TICKET_LIFETIME);
        var token =
                AccessToken.of(
                        tickets.issuer(), request.identity(), request.name(), grant, expiresAt);
        String publicUrl = tickets.publicUrl();
        String url = publicUrl.isEmpty() ? "" : "ws" + publicUrl.substring("http".length());
        return new Ticket(url, tickets.tokens().issue(token));
    }

    @Override
    public void facts(Consumer<StageFact> listener) {
        facts.add(listener);
    }

    /**
     * Says that the server stops, before the engine does: from now on nobody's departure is told, since the next start
     * takes the rooms up with their seats and hands.
     */
    public void stop() {
        facts.stop();
    }
}
