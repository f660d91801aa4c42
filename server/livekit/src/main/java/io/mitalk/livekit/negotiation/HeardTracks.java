package io.mitalk.livekit.negotiation;

/** Owned by the room's queue. What one client hears: tracks come and go, its descriptions follow. */
public sealed interface HeardTracks permits SubscriberOfferer, DownSections {

    /** Lets the client hear a track, with its next description. */
    void add(HeardTrack track);

    /** Stops sending the track at once and takes it out of the next description. */
    void remove(String trackSid);

    /** Keeps the section and sends nothing, or goes on sending. */
    void pause(String trackSid, boolean paused);

    /** Lets the client hear the track also where only the loudest are heard, or no longer. */
    void insist(String trackSid, boolean insists);

    /** Ends every timer and track. */
    void close();
}
