package io.mitalk.livekit.room;

import io.mitalk.livekit.data.DataRules;

/**
 * Immutable. Limits and time spans of rooms; each is a documented configuration key under {@code livekit.}.
 *
 * @param maxRooms rooms of this process
 * @param maxParticipants of one room, hidden ones included
 * @param maxTracks that one participant may publish
 * @param maxPendingTracks announced by a participant and not negotiated yet
 * @param emptyTimeoutMs how long a room waits for its first participant
 * @param departureTimeoutMs how long a room lives after its last participant left
 * @param resumeWindowMs how long a participant without signalling and media is kept
 * @param returnWindowMs how long one whose signalling was lost before its media connected is kept
 * @param neverActiveMs how long a participant may take until its media is connected
 * @param negotiationTimeoutMs how long an offer of ours may stay unanswered
 * @param listenerBatchMs how long news about participants that cannot speak are collected
 * @param texts how long what participants and programs say of themselves may be
 * @param data bounds of data messages
 */
public record RoomSettings(
        int maxRooms,
        int maxParticipants,
        int maxTracks,
        int maxPendingTracks,
        long emptyTimeoutMs,
        long departureTimeoutMs,
        long resumeWindowMs,
        long returnWindowMs,
        long neverActiveMs,
        long negotiationTimeoutMs,
        long listenerBatchMs,
        TextLimits texts,
        DataRules data) {}
