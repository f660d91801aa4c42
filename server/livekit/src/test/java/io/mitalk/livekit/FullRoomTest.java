package io.mitalk.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.livekit.client.RoomTerms;
import io.mitalk.livekit.signal.SignalSettings;
import io.mitalk.livekit.token.VideoGrant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The limit of a room where many come at once. */
final class FullRoomTest {

    private static final int PLACES = 20;
    private static final int COMERS = 200;

    @Test
    @DisplayName(
            "[S19] of 200 sockets at once exactly as many are let into a room as it has places")
    void parallel() throws Exception {
        var sockets = new SignalSettings(1 << 20, 50, 100, true);
        try (var house = new House(RoomTerms.of(10, PLACES), sockets);
                var http = HttpClient.newHttpClient()) {
            var open = new ConcurrentLinkedQueue<WebSocket>();
            var answers = new ArrayList<CompletableFuture<Boolean>>();
            for (int i = 0; i < COMERS; i++) {
                answers.add(join(http, house, "p" + i, open));
            }
            int in = 0;
            for (var answer : List.copyOf(answers)) {
                in += answer.get(30, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertThat(in).isEqualTo(PLACES);
            assertThat(open).hasSize(PLACES);
            assertThat(house.meters.get("mitalk.media.peers").gauge().value())
                    .isLessThanOrEqualTo(PLACES);
            open.forEach(WebSocket::abort);
        }
    }

    private static CompletableFuture<Boolean> join(
            HttpClient http, House house, String identity, ConcurrentLinkedQueue<WebSocket> open) {
        var uri =
                "ws://127.0.0.1:"
                        + house.port()
                        + "/rtc?protocol=17&access_token="
                        + house.token(identity, VideoGrant.speaker("r"));
        return http.newWebSocketBuilder()
                .buildAsync(URI.create(uri), new WebSocket.Listener() {})
                .thenApply(open::add)
                .exceptionally(_ -> false);
    }
}
