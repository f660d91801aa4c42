package io.mitalk.livekit.roomservice;

import io.mitalk.livekit.room.RoomKey;
import io.mitalk.livekit.token.Admission;
import io.mitalk.livekit.token.Realm;
import io.mitalk.livekit.token.Verdict;
import io.mitalk.livekit.token.VideoGrant;

/**
 * Immutable. A program with a token of an operator's key, and what the token grants. Its rooms are those of the
 * operator's keys: rooms of the application and of personal links have no name that it could say.
 */
record Caller(VideoGrant grant) {

    private static final String BEARER = "Bearer ";

    /**
     * Who bears the token of an {@code Authorization} header.
     *
     * @throws TwirpFailure when there is none, or not one of an operator's key
     */
    static Caller of(String authorization, Admission admission) throws TwirpFailure {
        if (!authorization.startsWith(BEARER)) {
            throw TwirpFailure.forbidden();
        }
        return switch (admission.admit(authorization.substring(BEARER.length()))) {
            case Verdict.Refused refused ->
                    throw new TwirpFailure(TwirpFailure.Code.UNAUTHENTICATED, refused.text());
            case Verdict.Admitted admitted -> {
                if (admitted.realm() != Realm.OPERATOR) {
                    throw TwirpFailure.forbidden();
                }
                yield new Caller(admitted.token().video());
            }
        };
    }

    /** The room to be made or ended. */
    RoomKey creates(String room) throws TwirpFailure {
        require(grant.roomCreate());
        return key(room);
    }

    void lists() throws TwirpFailure {
        require(grant.roomList());
    }

    /** The room to be looked into or changed: the one that the token names. */
    RoomKey manages(String room) throws TwirpFailure {
        require(grant.roomAdmin() && grant.room().equals(room));
        return key(room);
    }

    private static void require(boolean granted) throws TwirpFailure {
        if (!granted) {
            throw TwirpFailure.forbidden();
        }
    }

    private static RoomKey key(String room) throws TwirpFailure {
        if (room.isEmpty()) {
            throw new TwirpFailure(TwirpFailure.Code.INVALID_ARGUMENT, "no room name");
        }
        return new RoomKey(Realm.OPERATOR, room);
    }
}
