package io.mitalk.social.room;

import io.mitalk.http.Problem;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Who may come in and who may do what to whom, as functions of what is known and nothing else. */
final class RoomRules {

    private RoomRules() {}

    /**
     * What ties somebody to a room.
     *
     * @param member whether they are a member of the community
     * @param host whether it is their room
     * @param letIn whether they were let into it by name
     * @param seated whether they have a seat on its stage
     * @param blocked whether they and its host are to see nothing of each other
     * @param barred whether they were sent away
     */
    record Ties(
            boolean member,
            boolean host,
            boolean letIn,
            boolean seated,
            boolean blocked,
            boolean barred) {}

    /** Why the room is closed to somebody with these ties, or null when they may come in and look. */
    static @Nullable Problem entry(Visibility visibility, Ties ties) {
        if (!exists(visibility, ties)) {
            return Problem.NOT_FOUND;
        }
        return ties.barred() ? RoomProblems.REMOVED : null;
    }

    private static boolean exists(Visibility visibility, Ties ties) {
        if (ties.host() && ties.member()) {
            return true;
        }
        if (ties.blocked()) {
            return false;
        }
        return switch (visibility) {
            case PUBLIC -> true;
            case MEMBERS -> ties.member();
            case PRIVATE -> ties.member() && (ties.letIn() || ties.seated());
        };
    }

    /** Why an act on the room as such is refused, or null when it is allowed. */
    static @Nullable Problem onRoom(Act act, Role actor) {
        return actor.rank() < least(act).rank() ? RoomProblems.NOT_MODERATOR : null;
    }

    /** Why an act on a person is refused, or null when it is allowed. */
    static @Nullable Problem onPerson(Act act, Role actor, Role target, boolean oneself) {
        if (oneself && actor.rank() >= Role.SPEAKER.rank()) {
            switch (act) {
                case MUTE, UNMUTE, DEMOTE -> {
                    return null;
                }
                case OFFER,
                        LOCK_HANDS,
                        FLOOR,
                        MUTE_ALL,
                        RECALL,
                        LET_IN,
                        GO_LIVE,
                        END,
                        REMOVE,
                        APPOINT,
                        MOVE -> {}
            }
        }
        if (actor.rank() < least(act).rank()) {
            return RoomProblems.NOT_MODERATOR;
        }
        if (oneself && act == Act.MOVE) {
            return null;
        }
        return target.rank() >= actor.rank() ? RoomProblems.HIGHER_RANK : null;
    }

    private static Role least(Act act) {
        return switch (act) {
            case OFFER,
                    LOCK_HANDS,
                    FLOOR,
                    MUTE_ALL,
                    RECALL,
                    LET_IN,
                    MUTE,
                    UNMUTE,
                    REMOVE,
                    DEMOTE,
                    MOVE ->
                    Role.COHOST;
            case GO_LIVE, END, APPOINT -> Role.MODERATOR;
        };
    }
}
