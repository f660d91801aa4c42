package io.mitalk.livekit.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.json.ProtoWriter;
import io.mitalk.livekit.room.RoomEvent;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import livekit.LivekitWebhook.WebhookEvent;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. POSTs what happens in rooms to every receiver: in order within a room, again and again for a while when
 * a receiver does not take it, and without ever holding up the room.
 */
public final class Webhooks implements Consumer<RoomEvent>, AutoCloseable {

    private static final int ID_LENGTH = 12;
    private static final long CLOSE_SECONDS = 3;

    private final Parts parts;
    private final List<Receiver> receivers;
    private final @Nullable HttpClient http;

    private Webhooks(Parts parts, List<Receiver> receivers, @Nullable HttpClient http) {
        this.parts = parts;
        this.receivers = receivers;
        this.http = http;
    }

    /** What webhooks are given from outside. */
    public record Parts(
            Clock clock, Randomness randomness, Threads threads, MeterRegistry meters) {}

    /** Ready to tell; without receivers it holds nothing. */
    public static Webhooks start(WebhookSettings settings, Parts parts) {
        var key = settings.key();
        if (settings.urls().isEmpty() || key == null) {
            return new Webhooks(parts, List.of(), null);
        }
        // A receiver that answers with another address is not followed there: the operator named
        // this one.
        var http =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofMillis(settings.timeoutMs()))
                        .executor(parts.threads().virtual())
                        .build();
        var meters = WebhookMeters.register(parts.meters());
        var receivers =
                settings.urls().stream()
                        .map(
                                url ->
                                        new Receiver(
                                                new Delivery(
                                                        http, url, key, settings, parts.clock()),
                                                settings,
                                                parts,
                                                meters))
                        .toList();
        return new Webhooks(parts, receivers, http);
    }

    /** Whether there is a receiver; otherwise no event needs to be worded. */
    public boolean somebody() {
        return !receivers.isEmpty();
    }

    /** Hands an event to every receiver's queue and returns at once. */
    @Override
    public void accept(RoomEvent event) {
        var message =
                WebhookEvent.newBuilder()
                        .setEvent(event.kind().word())
                        .setId("EV_" + parts.randomness().text(ID_LENGTH))
                        .setCreatedAt(parts.clock().epochMs() / 1000)
                        .setRoom(event.room());
        var participant = event.participant();
        if (participant != null) {
            message.setParticipant(participant);
        }
        var track = event.track();
        if (track != null) {
            message.setTrack(track);
        }
        String body = ProtoWriter.EVENT.write(message.build());
        for (Receiver receiver : receivers) {
            receiver.offer(event.room().getSid(), body);
        }
    }

    /** Gives what waits a moment to be taken, and lets go of the rest. */
    @Override
    public void close() {
        var ends = receivers.stream().map(Receiver::drained).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS)
                .join();
        receivers.forEach(Receiver::close);
        if (http != null) {
            http.shutdownNow();
        }
    }
}
