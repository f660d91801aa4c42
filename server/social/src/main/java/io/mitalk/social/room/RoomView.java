package io.mitalk.social.room;

import io.mitalk.social.account.PersonCard;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A room as somebody in it sees it: the card's components, the stage, the hands, and oneself.
 *
 * @param guests how many of the listeners have no account
 * @param endsAt when a running countdown ends the room
 * @param stage higher ranks first
 * @param hands in the order in which they went up
 */
record RoomView(
        UUID id,
        String title,
        RoomCard.TopicRef topic,
        String visibility,
        String language,
        String phase,
        PersonCard host,
        List<PersonCard> speakers,
        int listeners,
        int guests,
        Instant openedAt,
        @Nullable Instant liveAt,
        @Nullable Instant endedAt,
        @Nullable Instant endsAt,
        boolean handsLocked,
        FloorView floor,
        List<StagePerson> stage,
        List<Hand> hands,
        You you,
        Limits limits) {

    /**
     * Immutable. Somebody on the stage.
     *
     * @param guestOf the name of the host whose guest they are, for who came by a pass and has no account
     * @param onAir whether the microphone is open and no moderator muted it
     */
    record StagePerson(
            String identity,
            PersonCard person,
            @Nullable String guestOf,
            String role,
            boolean onAir,
            boolean muted,
            Instant since) {}

    /** Immutable. A hand that is up. */
    record Hand(String identity, PersonCard person, Instant raisedAt) {}

    /**
     * Immutable. What the asker is in the room.
     *
     * @param identity empty for a guest who has not joined yet
     * @param offer whether a place on the stage is offered and not answered yet
     * @param offerEndsAt when that offer lapses, null without one
     */
    record You(
            String identity,
            String role,
            boolean hand,
            boolean offer,
            @Nullable Instant offerEndsAt,
            boolean seat,
            boolean muted) {}

    /** Immutable. The most that fit. */
    record Limits(int stage, int audience) {}
}
