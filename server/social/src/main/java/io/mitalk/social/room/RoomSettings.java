package io.mitalk.social.room;

import io.mitalk.social.floor.FloorSettings;
import java.time.Duration;

/**
 * Immutable. The bounds and timers of rooms; each is a documented configuration key.
 *
 * @param stageMax seats of a stage, the moderator's included
 * @param cohostsMax co-hosts of a stage
 * @param audienceMax people of an audience, guests included
 * @param handsMax hands that are up at once
 * @param handsPerMinute how often one member may raise a hand
 * @param openMax rooms of one host that are open at once
 * @param ticket how long a place is held for somebody who was let in and whose media is not there yet
 * @param offer how long an offer stands
 * @param cohostAfter when a co-host takes over from a lost moderator
 * @param speakerAfter when a speaker does, where no co-host can
 * @param empty when a room without people ends
 * @param away how long the seat and the hand of somebody who is gone are kept
 * @param guestJoinsPerMinute how often people without an account may join from one source
 * @param guestBar how long nobody new may join without an account from where a removed guest came
 * @param subRoomsMax sub-rooms of one room
 * @param quietAsk how long a live room may be without speech until its hosts are asked
 * @param quietEnd how long until it ends
 * @param passesMax passes of one room that nobody used yet
 * @param pass how long a pass is good
 * @param speechKeep how long after a room's end it is kept when somebody spoke, to the tenth of a second
 * @param floor bounds and times of the floor
 */
public record RoomSettings(
        int stageMax,
        int cohostsMax,
        int audienceMax,
        int handsMax,
        int handsPerMinute,
        int openMax,
        Duration ticket,
        Duration offer,
        Duration cohostAfter,
        Duration speakerAfter,
        Duration empty,
        Duration away,
        int guestJoinsPerMinute,
        Duration guestBar,
        int subRoomsMax,
        Duration quietAsk,
        Duration quietEnd,
        int passesMax,
        Duration pass,
        Duration speechKeep,
        FloorSettings floor) {}
