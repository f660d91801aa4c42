package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.wire.rtcp.Rtcp;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.mitalk.media.sfu.Ground#all")
class ForwardingTest {

    private final Ground ground;

    ForwardingTest(Ground ground) {
        this.ground = ground;
    }

    @Test
    @DisplayName("what one says, two hear, each under the numbers negotiated with them")
    void forward() {
        try (var stage = new Stage(ground)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            var cleo = stage.listener("cleo", anna.track());

            for (int i = 0; i < 10; i++) {
                anna.caller().say(Stage.SPEAKER_SSRC, 500 + i, "frame " + i);
            }

            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 10)).isTrue();
            assertThat(cleo.caller().until(() -> cleo.caller().heard().size() == 10)).isTrue();
            var heard = ben.caller().heard();
            assertThat(heard)
                    .extracting(Caller.Heard::payload)
                    .startsWith("frame 0", "frame 1")
                    .endsWith("frame 9");
            assertThat(heard).allMatch(h -> h.ssrc() == 2000 && h.payloadType() == 109);
            assertThat(heard.getFirst().marker()).isTrue();
            assertThat(heard.getLast().sequence() - heard.getFirst().sequence()).isEqualTo(9);
        }
    }

    @Test
    @DisplayName(
            "[S18] a muted track is silent for everybody within 100 ms, and then goes on without a gap")
    void mute() {
        try (var stage = new Stage(ground)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            anna.caller().say(Stage.SPEAKER_SSRC, 1, "before");
            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 1)).isTrue();

            anna.track().muted(true);
            assertThat(stage.room.settled()).succeedsWithin(Duration.ofMillis(100));
            anna.caller().say(Stage.SPEAKER_SSRC, 2, "muted");
            ben.caller().listen(100);
            assertThat(ben.caller().heard()).hasSize(1);

            anna.track().muted(false);
            stage.room.settled().join();
            anna.caller().say(Stage.SPEAKER_SSRC, 3, "after");
            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 2)).isTrue();
            var before = ben.caller().heard().getFirst();
            var after = ben.caller().heard().getLast();
            assertThat(after.payload()).isEqualTo("after");
            assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
            assertThat(after.marker()).isTrue();
            assertThat((int) (after.timestamp() - before.timestamp())).isGreaterThan(100 * 48);
        }
    }

    @Test
    @DisplayName("a paused or closed down-track gets nothing while others still hear")
    void pause() {
        try (var stage = new Stage(ground)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            var cleo = stage.listener("cleo", anna.track());
            ben.track().paused(true);
            stage.room.settled().join();
            anna.caller().say(Stage.SPEAKER_SSRC, 1, "one");
            assertThat(cleo.caller().until(() -> cleo.caller().heard().size() == 1)).isTrue();
            ben.track().paused(false);
            cleo.track().close();
            stage.room.settled().join();
            anna.caller().say(Stage.SPEAKER_SSRC, 2, "two");

            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 1)).isTrue();
            assertThat(ben.caller().heard().getFirst().payload()).isEqualTo("two");
            cleo.caller().listen(50);
            assertThat(cleo.caller().heard()).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "a packet lost on the way to a listener is sent again with identical bytes, once a round trip")
    void nack() {
        try (var stage = new Stage(ground)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            for (int i = 0; i < 5; i++) {
                anna.caller().say(Stage.SPEAKER_SSRC, i, "frame " + i);
            }
            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 5)).isTrue();
            byte[] third = ben.caller().datagrams().get(2);

            int lost = ben.caller().heard().get(2).sequence();
            ben.caller().nack(2000, lost);
            ben.caller().nack(2000, lost);
            assertThat(ben.caller().until(() -> ben.caller().datagrams().size() == 6)).isTrue();
            ben.caller().listen(30);

            assertThat(ben.caller().datagrams()).hasSize(6);
            assertThat(ben.caller().datagrams().getLast()).isEqualTo(third);
            assertThat(stage.count(counters -> counters.retransmits)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "a packet lost on the way from a speaker is asked for, and its repair reaches the listener in its place")
    void upstreamLoss() {
        try (var stage = new Stage(ground)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            anna.caller().say(Stage.SPEAKER_SSRC, 10, "ten");
            byte[] lost = anna.caller().lose(Stage.SPEAKER_SSRC, 11, "eleven");
            anna.caller().say(Stage.SPEAKER_SSRC, 12, "twelve");

            assertThat(anna.caller().until(() -> anna.caller().asked().contains(11))).isTrue();
            anna.caller().send(lost);

            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 3)).isTrue();
            var heard = ben.caller().heard();
            assertThat(heard.getLast().payload()).isEqualTo("eleven");
            assertThat(heard.getLast().sequence()).isEqualTo(heard.getFirst().sequence() + 1);
        }
    }

    @Test
    @DisplayName(
            "speakers get receiver reports, listeners sender reports with names, and loud ones are announced")
    void reports() {
        try (var stage = new Stage(ground)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            for (int i = 0; i < 40; i++) {
                anna.caller().say(Stage.SPEAKER_SSRC, i, "frame " + i);
            }
            assertThat(anna.caller().until(() -> anna.caller().reports().contains(Rtcp.RR)))
                    .isTrue();
            assertThat(ben.caller().until(() -> ben.caller().reports().contains(Rtcp.SR))).isTrue();
            assertThat(ben.caller().reports()).contains(Rtcp.SDES);
            assertThat(stage.events)
                    .anyMatch(
                            e ->
                                    e instanceof MediaEvent.SpeakersChanged changed
                                            && changed.speakers().getFirst().active());
        }
    }
}
