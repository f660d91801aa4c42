package io.mitalk.social.room;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Thread-safe. What rooms need of the media plane; the application implements it over the embedded SFU, and later over
 * a cluster.
 *
 * <p>A plan says what should be, not what to do, so that whatever was lost between a commit and the media heals when
 * the plan is applied again: at start, every minute, after {@link StageFact.Gone}, and whenever the engine has come
 * back. Nothing here blocks on the network, and no failure of the media reaches the caller: it is logged and repaired
 * by the next application.
 */
public interface StagePort {

    /**
     * Makes the room what the plan says: opens it, gives and takes seats, mutes, removes, closes. Idempotent; of two
     * plans of one room the one with the greater version wins, and one that is not newer than what was applied is
     * applied as repair only when its version is the same.
     *
     * <p>Within 100 ms of the return nobody hears who may not publish, who is muted, or who was expelled, and the
     * audience hears nothing of a room that is not on air.
     */
    void apply(StagePlan plan);

    /**
     * What a client needs to join. The token is short-lived and proves who comes, not what they may: that is decided by
     * the newest plan at every use. A ticket for a room whose plan was never applied does not open it.
     */
    Ticket ticket(TicketRequest request);

    /**
     * Somebody on the stage holds their microphone, for so long unless it is said again; with no time at all they let
     * go. Where their seat is {@code pushToTalk} they are heard only meanwhile: nobody hears them 100 ms after the
     * return of the word that they let go, nor 100 ms after the time is over.
     */
    void hold(UUID room, String identity, Duration lease);

    /** Whether the media plane is too far behind for anybody new in this room, who would be refused there. */
    boolean overloaded(UUID room);

    /**
     * Hands all later facts to {@code listener}, in the order in which they happened within one room. The listener
     * returns quickly and never throws. Called before the first {@link #apply}; more than one listener is allowed.
     */
    void facts(Consumer<StageFact> listener);
}
