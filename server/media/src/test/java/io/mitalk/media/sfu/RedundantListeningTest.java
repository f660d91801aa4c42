package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.wire.rtp.RedView;
import io.mitalk.wire.rtp.RedWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Layout.class)
class RedundantListeningTest {

    private final Layout layout;

    RedundantListeningTest(Layout layout) {
        this.layout = layout;
    }

    private static String frame(int number) {
        return String.format("x%04d", number);
    }

    /** The payload of packet {@code number} that brings {@code depth} earlier ones along. */
    private static String redundant(int number, int depth) {
        var head = new byte[4 * depth + 1];
        int at = 0;
        var frames = new StringBuilder();
        for (int back = depth; back > 0; back--) {
            at = RedWriter.earlier(head, at, 111, 960 * back, 5);
            frames.append(frame(number - back));
        }
        RedWriter.present(head, at, 111);
        return new String(head, StandardCharsets.ISO_8859_1) + frames + frame(number);
    }

    /** Its frames, the present one last. */
    private static List<String> blocks(Caller.Heard heard) {
        byte[] bytes = heard.payload().getBytes(StandardCharsets.ISO_8859_1);
        var view = new RedView();
        assertThat(view.wrap(bytes, 0, bytes.length)).isTrue();
        var found = new ArrayList<String>();
        for (int i = 0; i <= view.earlier(); i++) {
            assertThat(view.timestampOffset(i)).isEqualTo(960 * (view.earlier() - i));
            found.add(
                    new String(bytes, view.offset(i), view.length(i), StandardCharsets.ISO_8859_1));
        }
        return found;
    }

    private static boolean heard(Stage.Listener listener, int packets) {
        return listener.caller().until(() -> listener.caller().heard().size() >= packets);
    }

    @Test
    @DisplayName(
            "who understands redundant packets gets the two before in each, others plain ones under the same numbers")
    void made() {
        try (var stage = new Stage(layout)) {
            var anna = stage.speaker("anna");
            var ben = stage.redListener("ben", anna.track());
            var cleo = stage.listener("cleo", anna.track());
            for (int i = 0; i < 5; i++) {
                anna.caller().say(Stage.SPEAKER_SSRC, i, frame(i));
            }
            assertThat(heard(ben, 5)).isTrue();
            assertThat(heard(cleo, 5)).isTrue();
            var packets = ben.caller().heard();
            assertThat(packets).allMatch(h -> h.payloadType() == Stage.RED);
            assertThat(blocks(packets.get(0))).containsExactly(frame(0));
            assertThat(blocks(packets.get(1))).containsExactly(frame(0), frame(1));
            assertThat(blocks(packets.get(4))).containsExactly(frame(2), frame(3), frame(4));
            assertThat(packets.get(4).sequence()).isEqualTo(packets.get(0).sequence() + 4);
            assertThat(cleo.caller().heard())
                    .allMatch(h -> h.payloadType() == 109)
                    .extracting(Caller.Heard::payload)
                    .containsExactly(frame(0), frame(1), frame(2), frame(3), frame(4));
        }
    }

    @Test
    @DisplayName("[S8] a redundant packet that was lost is sent again with identical bytes")
    void repaired() {
        try (var stage = new Stage(layout)) {
            var anna = stage.speaker("anna");
            var ben = stage.redListener("ben", anna.track());
            anna.caller().say(Stage.SPEAKER_SSRC, 0, frame(0));
            byte[] late = anna.caller().lose(Stage.SPEAKER_SSRC, 1, frame(1));
            for (int i = 2; i < 5; i++) {
                anna.caller().say(Stage.SPEAKER_SSRC, i, frame(i));
            }
            assertThat(heard(ben, 4)).isTrue();
            byte[] bytes = ben.caller().datagrams().get(1);
            var lost = ben.caller().heard().get(1);
            assertThat(blocks(lost)).as("one is missing before it").containsExactly(frame(2));
            anna.caller().send(late);
            assertThat(heard(ben, 5)).isTrue();

            ben.caller().nack(lost.ssrc(), lost.sequence());
            assertThat(ben.caller().until(() -> ben.caller().datagrams().size() == 6)).isTrue();
            assertThat(ben.caller().datagrams().getLast())
                    .as("as it was, though the missing one has come meanwhile")
                    .isEqualTo(bytes);
        }
    }

    @Test
    @DisplayName(
            "what a publisher's packet brings along closes gaps before anything is asked for, once and in order")
    void taken() {
        try (var stage = new Stage(layout)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            var dora = stage.audience("dora", anna.track(), 120);
            anna.caller().payloadType(Stage.RED);
            anna.caller().say(Stage.SPEAKER_SSRC, 10, redundant(10, 0));
            anna.caller().say(Stage.SPEAKER_SSRC, 11, redundant(11, 1));
            for (int i = 14; i < 20; i++) {
                anna.caller().say(Stage.SPEAKER_SSRC, i, redundant(i, 2));
            }
            assertThat(heard(ben, 10)).isTrue();
            assertThat(ben.caller().heard())
                    .extracting(Caller.Heard::payload)
                    .containsExactly(
                            frame(10), frame(11), frame(12), frame(13), frame(14), frame(15),
                            frame(16), frame(17), frame(18), frame(19));
            var first = ben.caller().heard().getFirst();
            for (int i = 0; i < 10; i++) {
                var each = ben.caller().heard().get(i);
                assertThat(each.sequence()).isEqualTo(first.sequence() + i);
                assertThat(each.timestamp()).isEqualTo(first.timestamp() + 960L * i);
            }
            assertThat(stage.count(counters -> counters.redRepairs)).isEqualTo(2);
            anna.caller().listen(60);
            assertThat(anna.caller().asked()).isEmpty();
            assertThat(heard(dora, 3)).as("split before it is merged").isTrue();
            assertThat(dora.caller().heard())
                    .noneMatch(h -> h.payload().getBytes(StandardCharsets.ISO_8859_1)[0] == 111);
        }
    }

    @Test
    @DisplayName("[S18] what was said while muted does not come along with what is said afterwards")
    void muted() {
        try (var stage = new Stage(layout)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            anna.caller().payloadType(Stage.RED);
            anna.caller().say(Stage.SPEAKER_SSRC, 0, redundant(0, 0));
            assertThat(heard(ben, 1)).isTrue();
            anna.track().muted(true);
            stage.room.settled().join();
            anna.track().muted(false);
            stage.room.settled().join();
            // 1 and 2 were said meanwhile and lost; 3 and 4 bring them along.
            anna.caller().say(Stage.SPEAKER_SSRC, 3, redundant(3, 2));
            anna.caller().say(Stage.SPEAKER_SSRC, 4, redundant(4, 2));
            assertThat(heard(ben, 3)).isTrue();
            ben.caller().listen(50);
            assertThat(ben.caller().heard())
                    .extracting(Caller.Heard::payload)
                    .containsExactly(frame(0), frame(3), frame(4));
        }
    }

    @Test
    @DisplayName("redundant packets whose lengths contradict each other are dropped")
    void malformed() {
        try (var stage = new Stage(layout)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            anna.caller().payloadType(Stage.RED);
            anna.caller().say(Stage.SPEAKER_SSRC, 0, redundant(0, 2).substring(0, 12));
            anna.caller().say(Stage.SPEAKER_SSRC, 1, redundant(1, 0));
            assertThat(heard(ben, 1)).isTrue();
            assertThat(ben.caller().heard().getFirst().payload()).isEqualTo(frame(1));
            assertThat(stage.count(counters -> counters.drops(DropReason.MALFORMED))).isEqualTo(1);
        }
    }
}
