package io.mitalk.social.ping;

import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Routes;
import io.mitalk.http.Visitor;
import io.mitalk.kit.limit.KeyedLimiter;
import io.mitalk.kit.limit.Rate;
import io.mitalk.kit.time.Clock;
import io.mitalk.social.account.Account;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.graph.Blocks;
import io.mitalk.social.notify.Notices;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.RoomEdit;
import io.mitalk.social.room.RoomPart;
import io.mitalk.social.room.Rooms;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Thread-safe. Calls members into rooms, and takes the calls back when the room ends. */
public final class Pings implements RoomPart {

    private static final int MAX_REMEMBERED = 10_000;
    private static final double SECONDS_PER_HOUR = 3_600;

    private final Parts parts;
    private final KeyedLimiter<UUID> calling;

    /** What pings are made with. */
    public record Parts(
            Database database,
            Clock clock,
            Accounts accounts,
            Notices notices,
            Blocks blocks,
            Rooms rooms) {}

    /** Made by the assembly; {@code perHour} is how many people one member may call in an hour. */
    public Pings(int perHour, Parts parts) {
        this.parts = parts;
        this.calling =
                new KeyedLimiter<>(
                        new Rate(perHour, perHour / SECONDS_PER_HOUR),
                        MAX_REMEMBERED,
                        parts.clock());
        parts.rooms().add(this);
    }

    /** {@code /api/rooms/{id}/pings}. */
    public Routes routes() {
        return new PingRoutes(this, parts.database());
    }

    @Override
    public String name() {
        return "pings";
    }

    /** Whom somebody called is nobody else's business. */
    @Override
    public @Nullable JsonNode state(Tx tx, Room room) {
        return null;
    }

    @Override
    public void ended(RoomEdit edit) {
        for (var account : PingStore.of(edit.tx(), edit.id())) {
            parts.notices().withdraw(edit.tx(), account, Ping.KIND, edit.id());
        }
    }

    /** Refuses who called too many people lately. */
    void take(UUID member) throws ProblemRaised {
        if (!calling.take(member)) {
            throw Problem.tooSoon(calling.waitMs(member));
        }
    }

    /**
     * Calls a member who may see the room and is not there.
     *
     * @throws ProblemRaised {@code not-found} also for who may not see the room, {@code room-ended}, {@code
     *     not-in-room}, {@code already-here}, {@code already-pinged}
     */
    void send(Tx tx, UUID room, Visitor visitor, String handle) throws ProblemRaised {
        var visit = parts.rooms().visit(tx, room, visitor);
        visit.mustBeOpen();
        visit.mustBePresent();
        var by = visitor.member();
        var whom = reachable(tx, visit.room(), by, handle);
        if (PingStore.present(tx, room, whom.id())) {
            throw PingProblems.ALREADY_HERE.raise();
        }
        if (!PingStore.add(tx, room, whom.id(), by)) {
            throw PingProblems.ALREADY_PINGED.raise();
        }
        var ping =
                new Ping(
                        room,
                        visit.room().title(),
                        visit.room().topicTitle(),
                        Objects.requireNonNull(parts.accounts().card(tx, by)),
                        visit.room().liveAt(),
                        PingStore.handsUp(tx, room));
        parts.notices().tell(tx, whom.id(), Ping.KIND, room, ping);
    }

    private Account reachable(Tx tx, Room room, UUID by, String handle) throws ProblemRaised {
        var account = parts.accounts().byHandle(tx, handle);
        boolean reachable =
                account != null
                        && account.standing() == Visitor.Standing.ACTIVE
                        && !account.id().equals(by)
                        && !parts.blocks().between(tx, by, account.id())
                        && parts.rooms().isOpenTo(tx, room, account.id());
        if (account == null || !reachable) {
            throw Problem.NOT_FOUND.raise();
        }
        return account;
    }
}
