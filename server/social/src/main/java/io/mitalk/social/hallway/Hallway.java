package io.mitalk.social.hallway;

import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.Routes;
import io.mitalk.http.Visitor;
import io.mitalk.kit.fact.Fact;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.realtime.ChannelEvent;
import io.mitalk.realtime.Hub;
import io.mitalk.social.proposal.Proposal;
import io.mitalk.social.proposal.Proposals;
import io.mitalk.social.room.HallwayStale;
import io.mitalk.social.room.RoomCard;
import io.mitalk.social.room.Rooms;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. Shows what goes on, and tells members that it is time to look again. The channel carries no content,
 * since not everybody may see the same; several changes within half a second are one event.
 */
public final class Hallway {

    private static final Logger LOG = LoggerFactory.getLogger(Hallway.class);
    private static final long GATHER_MS = 500;

    private final HallwaySettings settings;
    private final Database database;
    private final Threads threads;
    private final Rooms rooms;
    private final Proposals proposals;
    private final AtomicBoolean gathering = new AtomicBoolean();

    private Hallway(HallwaySettings settings, Parts parts) {
        this.settings = settings;
        this.database = parts.database();
        this.threads = parts.threads();
        this.rooms = parts.rooms();
        this.proposals = parts.proposals();
    }

    /** What the hallway is made with. */
    public record Parts(
            Database database, Threads threads, Hub hub, Rooms rooms, Proposals proposals) {}

    /** Listens for what changes it, and registers its channel. */
    public static Hallway create(HallwaySettings settings, Parts parts) {
        var hallway = new Hallway(settings, parts);
        parts.hub().register(new HallwayChannel(parts.database()));
        parts.database().onCommit(hallway::hear);
        return hallway;
    }

    /** GET /api/hallway. */
    public Routes routes() {
        return new HallwayRoutes(this);
    }

    /** Immutable. The whole hallway for one visitor. */
    record View(List<RoomCard> live, List<Proposal> proposed, List<RoomCard> ended) {}

    View view(Visitor visitor) {
        return database.<View, RuntimeException>read(tx -> view(tx, visitor));
    }

    private View view(Tx tx, Visitor visitor) {
        var member = visitor.isMember() ? visitor.accountId() : null;
        return new View(
                rooms.open(tx, visitor, settings.listed()),
                member == null ? List.of() : proposals.coming(tx, member, settings.listed()),
                rooms.ended(tx, visitor, settings.remembered(), settings.ended()));
    }

    private void hear(List<Fact> facts) {
        if (facts.stream().anyMatch(HallwayStale.class::isInstance)
                && gathering.compareAndSet(false, true)) {
            threads.after(GATHER_MS, this::tell);
        }
    }

    private void tell() {
        gathering.set(false);
        try {
            database.run(
                    tx -> {
                        long version = HallwayStore.next(tx);
                        tx.fact(
                                new ChannelEvent(
                                        HallwayChannel.NAME,
                                        version,
                                        "hallway-changed",
                                        Json.mapper().createObjectNode().put("changed", version)));
                    });
        } catch (RuntimeException e) { // the next change tells it too
            LOG.warn("the hallway's change is not told", e);
        }
    }
}
