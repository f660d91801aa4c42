package io.mitalk.media.sfu;

import java.util.List;

/** Immutable. What the packet plane tells the room above it. */
public sealed interface MediaEvent {

    /** A transport of {@code peerSid} changed its state; {@code reason} is for logs and metrics, in kebab-case. */
    record TransportChanged(String peerSid, TransportRole role, TransportState state, String reason)
            implements MediaEvent {}

    /** The first packet of a track was accepted. */
    record TrackStarted(String peerSid, String trackSid) implements MediaEvent {}

    /**
     * Who speaks changed. {@code speakers} holds all that speak now, loudest first, and then those that just stopped,
     * with {@code active} false and level 0.
     */
    record SpeakersChanged(List<Speaker> speakers) implements MediaEvent {}

    /** {@code level} is linear, 0 to 1, in steps of 1/8. */
    record Speaker(String peerSid, String trackSid, double level, boolean active) {}

    /** Every five seconds for each connected peer of a room where something changed. */
    record QualityMeasured(List<PeerQuality> peers) implements MediaEvent {}

    /** {@code score} is a mean opinion score from 1 to 4.5. */
    record PeerQuality(String peerSid, Quality quality, double score) {}

    /**
     * Speech since the last such event of the track, told every five seconds and at its end.
     *
     * @param slots which tenths of a second were spoken in; bit 0 is the one that ends now
     */
    record SpeechMeasured(String peerSid, String trackSid, long spokenMs, long slots)
            implements MediaEvent {}

    /** Nothing of this peer comes or goes any more; its last event. */
    record PeerClosed(String peerSid) implements MediaEvent {}

    /** The room's last event, whether it was asked to close or lost its worker. */
    record RoomClosed() implements MediaEvent {}

    enum Quality {
        POOR,
        GOOD,
        EXCELLENT,
        LOST
    }
}
