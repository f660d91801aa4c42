package io.mitalk.livekit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mitalk.livekit.token.VideoGrant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import livekit.LivekitRtc.SignalResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What clients are told while the packet plane cannot keep up. */
final class OverloadTest {

    private static final String REASON = "server is overloaded, try again in a moment";

    @Test
    @DisplayName(
            "a worker far behind lets nobody new in and says why, whoever is here may come back, and later all")
    void newcomers() throws Exception {
        try (var house = House.thatSheds()) {
            var ada = house.join("ada", VideoGrant.speaker("r"));
            ada.joined();
            try (var held = house.hold()) {
                assertThat(held).isNotNull();
                await().atMost(20, SECONDS)
                        .until(() -> validate(house, "ben", "r").statusCode() == 503);
                assertThat(validate(house, "ben", "r").body()).isEqualTo(REASON);
                assertThat(validate(house, "ben", "elsewhere").body()).isEqualTo(REASON);
                assertThatThrownBy(() -> house.join("ben", VideoGrant.speaker("r"))).isNotNull();

                var again = house.join("ada", VideoGrant.speaker("r"));
                again.await("join", SignalResponse::hasJoin);
                var sheds = house.meters.get("mitalk.media.sheds").tag("what", "joins");
                assertThat(sheds.functionCounter().count()).isPositive();
            }
            await().atMost(20, SECONDS)
                    .until(() -> validate(house, "ben", "r").statusCode() == 200);
            house.join("ben", VideoGrant.speaker("r")).await("join", SignalResponse::hasJoin);
        }
    }

    private static HttpResponse<String> validate(House house, String identity, String room)
            throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var uri =
                    "http://127.0.0.1:"
                            + house.port()
                            + "/rtc/validate?protocol=17&access_token="
                            + house.token(identity, VideoGrant.speaker(room));
            return http.send(
                    HttpRequest.newBuilder(URI.create(uri)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
