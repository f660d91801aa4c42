package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Layout.class)
class LoudestListeningTest {

    private final Layout layout;

    LoudestListeningTest(Layout layout) {
        this.layout = layout;
    }

    private static final int QUIET = 90;
    private static final int TALK = 20;

    private static void say(Stage.Speaker speaker, int sequence, int level) {
        speaker.caller().level(level);
        speaker.caller().say(Stage.SPEAKER_SSRC, sequence, "x a frame " + sequence);
    }

    /** Two people of whom one is heard at a time. */
    private Stage duel() {
        return new Stage(layout, new ForwardSettings(MergePolicy.HIDDEN, 60, 1, 1, 800, 2));
    }

    private static boolean taken(Stage stage, Stage.Speaker speaker, Runnable talk) {
        return stage.took(speaker.caller(), talk);
    }

    @Test
    @DisplayName(
            "a quiet one is not sent; its first loud packet is, next in number and as much later as it is")
    void suppressed() {
        try (var stage = duel()) {
            var anna = stage.speaker("anna");
            var ben = stage.speaker("ben");
            var cleo = stage.listener("cleo", ben.track());
            say(ben, 0, TALK);
            assertThat(cleo.caller().until(() -> cleo.caller().heard().size() == 1)).isTrue();
            // Ben falls silent for longer than his place is kept, and Anna speaks.
            cleo.caller().listen(850);
            assertThat(taken(stage, anna, () -> say(anna, 0, TALK))).isTrue();
            for (int i = 1; i < 30; i++) {
                int number = i;
                assertThat(taken(stage, ben, () -> say(ben, number, QUIET))).isTrue();
            }
            cleo.caller().listen(900);
            assertThat(cleo.caller().heard()).hasSize(1);
            assertThat(stage.count(counters -> counters.suppressed)).isEqualTo(29);
            say(ben, 30, TALK);
            say(ben, 31, TALK);

            assertThat(cleo.caller().until(() -> cleo.caller().heard().size() == 3)).isTrue();
            var first = cleo.caller().heard().getFirst();
            var again = cleo.caller().heard().get(1);
            assertThat(again.payload()).isEqualTo("x a frame 30");
            assertThat(again.sequence()).isEqualTo(first.sequence() + 1);
            assertThat(again.timestamp()).isEqualTo(first.timestamp() + 30 * 960);
            assertThat(again.marker()).isTrue();
            assertThat(cleo.caller().heard().getLast().sequence()).isEqualTo(first.sequence() + 2);
        }
    }

    @Test
    @DisplayName(
            "whoever asked for a quiet track hears it all the same, and the audience when it is loud again")
    void insisted() {
        try (var stage = duel()) {
            var anna = stage.speaker("anna");
            var ben = stage.speaker("ben");
            var cleo = stage.listener("cleo", ben.track());
            var dora = stage.audience("dora", ben.track(), 120);
            cleo.track().insist(true);
            stage.room.settled().join();
            assertThat(taken(stage, anna, () -> say(anna, 0, TALK))).isTrue();
            for (int i = 0; i < 10; i++) {
                say(ben, i, QUIET);
            }
            assertThat(cleo.caller().until(() -> cleo.caller().heard().size() == 10)).isTrue();
            assertThat(dora.caller().heard()).isEmpty();
            cleo.caller().listen(850);
            for (int i = 10; i < 22; i++) {
                say(ben, i, TALK);
            }
            assertThat(cleo.caller().until(() -> cleo.caller().heard().size() == 22)).isTrue();
            assertThat(dora.caller().until(() -> dora.caller().heard().size() >= 4)).isTrue();
            List<Integer> sequences = new ArrayList<>();
            cleo.caller().heard().forEach(heard -> sequences.add(heard.sequence()));
            for (int i = 1; i < sequences.size(); i++) {
                assertThat(sequences.get(i)).isEqualTo(sequences.get(i - 1) + 1);
            }
        }
    }
}
