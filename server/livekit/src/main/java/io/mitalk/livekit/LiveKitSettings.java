package io.mitalk.livekit;

import io.mitalk.livekit.room.RoomSettings;
import io.mitalk.livekit.roomservice.ApiSettings;
import io.mitalk.livekit.signal.SignalSettings;
import io.mitalk.livekit.webhook.WebhookSettings;

/** Immutable. The numbers of the LiveKit protocol; each is a documented configuration key under {@code livekit.}. */
public record LiveKitSettings(
        RoomSettings rooms, SignalSettings signal, ApiSettings api, WebhookSettings webhooks) {}
