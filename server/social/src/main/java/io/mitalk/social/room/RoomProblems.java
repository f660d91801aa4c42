package io.mitalk.social.room;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. Why rooms refuse. */
final class RoomProblems {

    static final Problem ROOM_FULL = new Problem("room-full", 409);
    static final Problem STAGE_FULL = new Problem("stage-full", 409);
    static final Problem COHOSTS_FULL = new Problem("cohosts-full", 409);
    static final Problem HANDS_LOCKED = new Problem("hands-locked", 409);
    static final Problem HANDS_FULL = new Problem("hands-full", 409);
    static final Problem ROOM_ENDED = new Problem("room-ended", 410);
    static final Problem REMOVED = new Problem("removed-from-room", 403);
    static final Problem NOT_MODERATOR = new Problem("not-moderator", 403);
    static final Problem HIGHER_RANK = new Problem("higher-rank", 403);
    static final Problem NOT_IN_ROOM = new Problem("not-in-room", 409);
    static final Problem NOT_ON_STAGE = new Problem("not-on-stage", 409);
    static final Problem NO_OFFER = new Problem("no-offer", 409);
    static final Problem LAST_MODERATOR = new Problem("last-moderator", 409);
    static final Problem TOO_MANY_ROOMS = new Problem("too-many-rooms", 409);
    static final Problem PASS_DEAD = new Problem("pass-dead", 410);
    static final Problem PASS_PUBLIC_ONLY = new Problem("pass-public-only", 409);
    static final Problem PASS_FOR_GUESTS = new Problem("pass-for-guests", 409);
    static final Problem PASSES_FULL = new Problem("passes-full", 409);
    static final Problem MEMBERS_LEAD = new Problem("members-lead", 409);
    static final Problem OVERLOADED = new Problem("server-overloaded", 503);

    static final List<Problem> ALL =
            List.of(
                    ROOM_FULL,
                    STAGE_FULL,
                    COHOSTS_FULL,
                    HANDS_LOCKED,
                    HANDS_FULL,
                    ROOM_ENDED,
                    REMOVED,
                    NOT_MODERATOR,
                    HIGHER_RANK,
                    NOT_IN_ROOM,
                    NOT_ON_STAGE,
                    NO_OFFER,
                    LAST_MODERATOR,
                    TOO_MANY_ROOMS,
                    PASS_DEAD,
                    PASS_PUBLIC_ONLY,
                    PASS_FOR_GUESTS,
                    PASSES_FULL,
                    MEMBERS_LEAD,
                    OVERLOADED);

    private RoomProblems() {}
}
