package io.mitalk.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mitalk.kit.testing.LiveObjects;
import io.mitalk.livekit.client.RoomTerms;
import io.mitalk.livekit.client.WireClient;
import io.mitalk.livekit.signal.SignalSettings;
import io.mitalk.livekit.token.VideoGrant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.SignalRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A room in which somebody stays while others come and go: what those leave behind. */
final class ComingAndGoingTest {

    private static final String QUERY = "&auto_subscribe=1&protocol=17";
    private static final int LISTENERS = 12;
    private static final int SPEAKERS = 4;
    private static final int ROUNDS = 3;

    /** One object for each round of those who spoke, which is less than one for each round of those who listened. */
    private static final int LEFT = ROUNDS * SPEAKERS;

    /**
     * What is kept up to a bound: addresses that packets came from (4,096 on a worker), and who left last, for those
     * who come back (256 a room).
     */
    private static final Set<String> BOUNDED =
            Set.of("io.mitalk.media.udp.RemoteAddress", "io.mitalk.livekit.room.Roster$Farewell");

    @Test
    @DisplayName("whoever has left leaves no object and no timer behind, however many come and go")
    void nothingLeft() throws Exception {
        var sockets = new SignalSettings(1 << 20, 50, 100, true);
        try (var house = new House(RoomTerms.of(10, 2 + LISTENERS + SPEAKERS), sockets)) {
            var ada = house.join("ada", VideoGrant.speaker("r"));
            var eve = house.join("eve", VideoGrant.hiddenListener("r"));
            ada.publishTo(eve);
            round(house, ada, 0);
            var before = LiveObjects.now();
            int timers = house.threads.timers();
            for (int i = 1; i <= ROUNDS; i++) {
                round(house, ada, i);
            }
            // Sockets end on threads of their own, so the last of it may be on its way.
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(left(before)).isEmpty());
            assertThat(house.threads.timers()).isLessThan(timers + LEFT);
        }
    }

    private static Map<String, Long> left(LiveObjects before) {
        var left = new TreeMap<>(LiveObjects.now().since(before, LEFT));
        left.keySet().removeAll(BOUNDED);
        return left;
    }

    private static void round(House house, WireClient stays, int number) throws Exception {
        var guests = new ArrayList<WireClient>();
        for (int i = 0; i < LISTENERS + SPEAKERS; i++) {
            boolean speaks = i < SPEAKERS;
            var grant = speaks ? VideoGrant.speaker("r") : VideoGrant.hiddenListener("r");
            String token = house.token("guest " + number + " " + i, grant);
            var guest = WireClient.connect(house.loop, house.port(), token, QUERY);
            guests.add(guest);
            guest.joined();
            if (speaks) {
                guest.publish("c");
            }
        }
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> {
                            stays.talk();
                            return guests.stream().allMatch(guest -> guest.heard.frames() > 0);
                        });
        for (var guest : guests) {
            guest.send(SignalRequest.newBuilder().setLeave(LeaveRequest.getDefaultInstance()));
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> house.meters.get("mitalk.media.peers").gauge().value() == 2);
        guests.forEach(WireClient::close);
        house.facts.clear();
    }
}
