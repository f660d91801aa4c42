package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ForwardingTest {

    @Test
    @DisplayName("what one says, two hear, each under the numbers negotiated with them")
    void forward() {
        try (var stage = new Stage()) {
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
}
