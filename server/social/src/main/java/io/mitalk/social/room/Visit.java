package io.mitalk.social.room;

import io.mitalk.http.ProblemRaised;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What somebody is in a room that they may see.
 *
 * @param room as it is now
 * @param account null for a guest without one
 * @param identity as the media plane names them; empty for a guest who never came in
 * @param present whether their media is connected now
 */
public record Visit(
        Room room, @Nullable UUID account, String identity, Role role, boolean present) {

    static Visit of(Room room, Who who, RoomStore.Tie tie) {
        return new Visit(room, who.account(), who.identity(), Views.role(who, tie), tie.present());
    }

    /** Whether they hold the handles of the room: its moderator or one of the co-hosts. */
    public boolean hosts() {
        return role.rank() >= Role.COHOST.rank();
    }

    /** Whether they have a seat on the stage. */
    public boolean onStage() {
        return role.rank() >= Role.SPEAKER.rank();
    }

    /**
     * Refuses what needs a room that is open.
     *
     * @throws ProblemRaised {@code room-ended}
     */
    public void mustBeOpen() throws ProblemRaised {
        Door.mustBeOpen(room);
    }

    /**
     * Refuses who only looks at the room.
     *
     * @throws ProblemRaised {@code not-in-room}
     */
    public void mustBePresent() throws ProblemRaised {
        if (!present) {
            throw RoomProblems.NOT_IN_ROOM.raise();
        }
    }

    /**
     * Refuses who does not hold the handles.
     *
     * @throws ProblemRaised {@code not-moderator}
     */
    public void mustHost() throws ProblemRaised {
        if (!hosts()) {
            throw RoomProblems.NOT_MODERATOR.raise();
        }
    }

    /**
     * Refuses who has no seat.
     *
     * @throws ProblemRaised {@code not-on-stage}
     */
    public void mustBeOnStage() throws ProblemRaised {
        if (!onStage()) {
            throw RoomProblems.NOT_ON_STAGE.raise();
        }
    }
}
