package io.mitalk.livekit;

import io.mitalk.livekit.room.RoomSettings;
import io.mitalk.livekit.roomservice.ApiSettings;
import io.mitalk.livekit.signal.SignalSettings;

/** Immutable. The numbers of the LiveKit protocol; each is a documented configuration key under {@code livekit.}. */
public record LiveKitSettings(RoomSettings rooms, SignalSettings signal, ApiSettings api) {

    /** With a server API of the usual limits. */
    public LiveKitSettings(RoomSettings rooms, SignalSettings signal) {
        this(rooms, signal, ApiSettings.STANDARD);
    }
}
