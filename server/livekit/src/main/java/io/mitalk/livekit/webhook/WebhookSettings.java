package io.mitalk.livekit.webhook;

import io.mitalk.livekit.token.SigningKey;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. Who is told, and the limits of it; each is a documented configuration key under {@code livekit.}.
 *
 * @param urls of the receivers, http or https; the operator names them, so that inside addresses are meant
 * @param key signs what is sent; null only when there are no receivers
 * @param perRoom events of one room that wait for one receiver
 * @param perReceiver events of all rooms that wait for one receiver
 * @param ageMs how long delivery of one event is tried
 * @param timeoutMs how long one try may take
 */
public record WebhookSettings(
        List<URI> urls,
        @Nullable SigningKey key,
        int perRoom,
        int perReceiver,
        long ageMs,
        long timeoutMs) {

    /** Nobody is told. */
    public static final WebhookSettings NONE =
            new WebhookSettings(List.of(), null, 200, 10_000, 30_000, 10_000);

    public WebhookSettings {
        urls = List.copyOf(urls);
    }
}
