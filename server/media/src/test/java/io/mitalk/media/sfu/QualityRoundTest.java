package io.mitalk.media.sfu;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mitalk.kit.testing.LiveObjects;
import io.mitalk.media.speaker.QualityMeter;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class QualityRoundTest {

    private static final int LISTENERS = 10;

    @Test
    @DisplayName("what was measured of those who have left is gone with them, in a room that stays")
    void gone() {
        try (var stage = new Stage()) {
            var before = LiveObjects.now();
            var anna = stage.speaker("anna");
            var peers = new ArrayList<PeerHandle>();
            for (int i = 0; i < LISTENERS; i++) {
                peers.add(stage.listener("listener " + i, anna.track()).peer());
            }
            await().atMost(20, SECONDS).until(() -> measured(stage) > LISTENERS);
            assertThat(LiveObjects.now().since(before, LISTENERS))
                    .containsKey(QualityMeter.class.getName());

            peers.forEach(PeerHandle::close);
            stage.room.settled().join();
            assertThat(LiveObjects.now().since(before, LISTENERS))
                    .doesNotContainKey(QualityMeter.class.getName());
        }
    }

    private static long measured(Stage stage) {
        return stage.events.stream()
                .filter(MediaEvent.QualityMeasured.class::isInstance)
                .map(MediaEvent.QualityMeasured.class::cast)
                .mapToLong(event -> event.peers().size())
                .sum();
    }
}
