package io.mitalk.replay.recorder;

/**
 * Immutable. Whose voice a track is.
 *
 * @param room name of the room on the media plane
 * @param identity of the participant
 */
public record Speaker(String room, String identity) {}
