package io.mitalk.livekit.negotiation;

import io.mitalk.media.sfu.UpTrackHandle;

/**
 * Immutable. A track that a client shall hear.
 *
 * @param participantSid of who publishes it
 * @param stereo whether the client is told to decode two channels
 */
public record HeardTrack(
        String participantSid, String trackSid, UpTrackHandle source, boolean stereo) {

    /** Name of its media stream and source: clients find the participant and the track by it. */
    String stream() {
        return participantSid + "|" + trackSid;
    }
}
