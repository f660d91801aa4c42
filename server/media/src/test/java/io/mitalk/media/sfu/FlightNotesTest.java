package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recording of the flight recorder holds of the packet plane. */
final class FlightNotesTest {

    @Test
    @DisplayName(
            "a recording tells handshakes, forwarded packets, merges, retransmissions and drops by reason")
    void recorded(@TempDir Path folder) throws Exception {
        var file = folder.resolve("media.jfr");
        try (var recording = new Recording();
                var stage = new Stage()) {
            recording.enable("mitalk.Handshake");
            // A recording's end is a period's end too.
            recording.enable("mitalk.MediaWorker").with("period", "endChunk");
            recording.enable("mitalk.MediaDrop").with("period", "endChunk");
            recording.start();
            var anna = stage.speaker("anna");
            var ben = stage.audience("ben", anna.track(), 120);
            for (int i = 0; i < 18; i++) {
                anna.caller().say(Stage.SPEAKER_SSRC, i, "x word");
            }
            assertThat(ben.caller().until(() -> ben.caller().heard().size() >= 6)).isTrue();
            var last = ben.caller().heard().getLast();
            int count = ben.caller().datagrams().size();
            ben.caller().nack(last.ssrc(), last.sequence());
            assertThat(ben.caller().until(() -> ben.caller().datagrams().size() > count)).isTrue();
            ben.caller().say(Stage.SPEAKER_SSRC, 1, "let me in");
            assertThat(
                            ben.caller()
                                    .until(
                                            () ->
                                                    stage.counters()
                                                                    .drops(
                                                                            DropReason
                                                                                    .NOT_A_PUBLISHER)
                                                            == 1))
                    .isTrue();
            recording.stop();
            recording.dump(file);
        }
        var events = RecordingFile.readAllEvents(file);
        assertThat(Files.size(file)).isPositive();
        assertThat(sum(events, "mitalk.MediaWorker", "handshakes")).isEqualTo(2);
        assertThat(sum(events, "mitalk.MediaWorker", "forwarded")).isGreaterThanOrEqualTo(6);
        assertThat(sum(events, "mitalk.MediaWorker", "merges")).isGreaterThanOrEqualTo(5);
        assertThat(sum(events, "mitalk.MediaWorker", "retransmits")).isEqualTo(1);
        assertThat(sum(events, "mitalk.MediaWorker", "drops")).isPositive();
        assertThat(events)
                .anyMatch(
                        event ->
                                event.getEventType().getName().equals("mitalk.MediaDrop")
                                        && event.getString("reason").equals("not-a-publisher")
                                        && event.getLong("count") == 1);
        assertThat(events).anyMatch(e -> e.getEventType().getName().equals("mitalk.Handshake"));
    }

    private static long sum(List<RecordedEvent> events, String type, String field) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(type))
                .mapToLong(event -> event.getLong(field))
                .sum();
    }
}
