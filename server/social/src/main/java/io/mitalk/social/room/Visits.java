package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Visitor;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Immutable. What many members are in a room, read at once, each by the same door as if alone. */
public final class Visits {

    private final Room room;
    private final Map<UUID, RoomStore.Tie> ties;

    private Visits(Room room, Map<UUID, RoomStore.Tie> ties) {
        this.room = room;
        this.ties = ties;
    }

    /** Reads it for these. */
    static Visits of(Tx tx, Room room, Collection<UUID> members) {
        return new Visits(room, RoomStore.ties(tx, room, members));
    }

    public Room room() {
        return room;
    }

    /**
     * What one of them is.
     *
     * @throws ProblemRaised {@code not-found}, {@code removed-from-room}, {@code suspended}
     */
    public Visit of(Visitor visitor) throws ProblemRaised {
        return of(Who.of(visitor, ""));
    }

    Visit of(Who who) throws ProblemRaised {
        var tie = Objects.requireNonNull(ties.get(Objects.requireNonNull(who.account())));
        Door.pass(room, who, tie);
        return Visit.of(room, who, tie);
    }
}
