package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.mitalk.media.sfu.Stage#paths")
class TrackLearningTest {

    private final NativeUse path;

    TrackLearningTest(NativeUse path) {
        this.path = path;
    }

    @Test
    @DisplayName(
            "a source that no description announced is found by its mid, also when two tracks wait")
    void byMid() {
        try (var stage = new Stage(path)) {
            var transport = stage.room.addPeer("anna").openTransport(TransportRole.PUBLISHER);
            var music = transport.addUpTrack(spec("TR_music", "0", null));
            var voice = transport.addUpTrack(spec("TR_voice", "1", null));
            var anna = stage.caller(transport).connect();
            var ben = stage.listener("ben", voice);
            var cleo = stage.listener("cleo", music);

            anna.say(7, 1, "whose is it");
            anna.mid("1");
            anna.say(8, 1, "voice");
            anna.mid("");
            anna.say(8, 2, "voice again");

            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 2)).isTrue();
            assertThat(ben.caller().heard())
                    .extracting(Caller.Heard::payload)
                    .containsExactly("voice", "voice again");
            cleo.caller().listen(50);
            assertThat(cleo.caller().heard()).isEmpty();
            assertThat(stage.counters().drops(DropReason.UNKNOWN_TRACK)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("the only track takes the first source, and no second one without a mid")
    void onlyTrack() {
        try (var stage = new Stage(path)) {
            var transport = stage.room.addPeer("anna").openTransport(TransportRole.PUBLISHER);
            var track = transport.addUpTrack(spec("TR_voice", "0", null));
            var anna = stage.caller(transport).connect();
            var ben = stage.listener("ben", track);
            anna.say(7, 1, "mine");
            anna.say(9, 1, "another");

            assertThat(ben.caller().until(() -> !ben.caller().heard().isEmpty())).isTrue();
            ben.caller().listen(50);
            assertThat(ben.caller().heard())
                    .extracting(Caller.Heard::payload)
                    .containsExactly("mine");
        }
    }

    @Test
    @DisplayName(
            "a publisher that goes on under another source is heard without a gap in the numbers")
    void newSource() {
        try (var stage = new Stage(path)) {
            var transport = stage.room.addPeer("anna").openTransport(TransportRole.PUBLISHER);
            var track = transport.addUpTrack(spec("TR_voice", "0", 7));
            var anna = stage.caller(transport).connect();
            var ben = stage.listener("ben", track);
            anna.mid("0");
            anna.say(7, 60_000, "old");
            anna.say(8, 3, "new");
            anna.say(8, 4, "newer");

            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 3)).isTrue();
            var heard = ben.caller().heard();
            assertThat(heard)
                    .extracting(Caller.Heard::payload)
                    .containsExactly("old", "new", "newer");
            assertThat(heard.get(1).sequence()).isEqualTo(heard.get(0).sequence() + 1);
            assertThat(heard.get(2).sequence()).isEqualTo(heard.get(0).sequence() + 2);
            assertThat(heard.get(1).marker()).isTrue();
        }
    }

    @Test
    @DisplayName(
            "[S13] a valid check of one client does not take over the address of another that lives")
    void addressOfAnother() {
        try (var stage = new Stage(path)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            var eve = stage.room.addPeer("eve").openTransport(TransportRole.SUBSCRIBER);
            int answers = anna.caller().stunAnswers();
            // As if eve could forge anna's address.
            anna.caller().check(eve.local().ice(), true);
            anna.caller().say(Stage.SPEAKER_SSRC, 1, "still here");

            assertThat(ben.caller().until(() -> !ben.caller().heard().isEmpty())).isTrue();
            anna.caller().listen(20);
            assertThat(anna.caller().stunAnswers()).isEqualTo(answers);
            assertThat(stage.counters().drops(DropReason.ADDRESS_TAKEN)).isEqualTo(1);
        }
    }

    private static UpTrackSpec spec(String sid, String mid, @Nullable Integer ssrc) {
        return new UpTrackSpec(sid, mid, ssrc, 111, Caller.MID_EXTENSION, 1, false, true, 0, false);
    }
}
