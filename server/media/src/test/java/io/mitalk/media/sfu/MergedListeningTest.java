package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.wire.opus.OpusPacket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Layout.class)
class MergedListeningTest {

    private final Layout layout;

    MergedListeningTest(Layout layout) {
        this.layout = layout;
    }

    /** Opus's configuration 15 (hybrid, 20 ms), one frame: {@code x} is its first byte. */
    private static String frame(int number) {
        return String.format("x%04d", number);
    }

    /** The frames that were heard, in the order of the packets' sequence numbers. */
    private static List<String> frames(Caller caller) {
        var all = new ArrayList<String>();
        caller.heard().stream()
                .sorted((a, b) -> Integer.compare(a.sequence(), b.sequence()))
                .forEach(heard -> all.addAll(framesOf(heard)));
        return all;
    }

    private static List<String> framesOf(Caller.Heard heard) {
        byte[] bytes = heard.payload().getBytes(StandardCharsets.ISO_8859_1);
        var spans = new int[2 * OpusPacket.MAX_FRAMES];
        int count = OpusPacket.frames(bytes, 0, bytes.length, spans);
        var found = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            found.add(
                    new String(bytes, spans[2 * i], spans[2 * i + 1], StandardCharsets.ISO_8859_1));
        }
        return found;
    }

    private static List<String> expected(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> frame(i).substring(1)).toList();
    }

    private static void talk(Stage.Speaker speaker, int from, int to) {
        for (int i = from; i < to; i++) {
            speaker.caller().say(Stage.SPEAKER_SSRC, i, frame(i));
        }
    }

    private static boolean heard(Stage.Listener listener, int frames) {
        return listener.caller().until(() -> frames(listener.caller()).size() >= frames);
    }

    @Test
    @DisplayName(
            "the audience gets three packets in one, under numbers of its own, while others get each by itself")
    void merged() {
        try (var stage = new Stage(layout)) {
            var anna = stage.speaker("anna");
            var ben = stage.audience("ben", anna.track(), 120);
            var cleo = stage.listener("cleo", anna.track());
            talk(anna, 0, 31);
            assertThat(heard(ben, 31)).isTrue();
            assertThat(heard(cleo, 31)).isTrue();

            assertThat(frames(ben.caller())).isEqualTo(expected(0, 31));
            assertThat(frames(cleo.caller())).isEqualTo(expected(0, 31));
            assertThat(cleo.caller().heard()).hasSize(31);
            var packets = ben.caller().heard();
            assertThat(packets.size()).isLessThanOrEqualTo(13);
            var whole = packets.stream().filter(h -> framesOf(h).size() == 3).toList();
            assertThat(whole).hasSizeGreaterThanOrEqualTo(9);
            for (int i = 1; i < whole.size(); i++) {
                assertThat(whole.get(i).sequence()).isEqualTo(whole.get(i - 1).sequence() + 1);
                assertThat(whole.get(i).timestamp() - whole.get(i - 1).timestamp()).isEqualTo(2880);
            }
            assertThat(stage.count(counters -> counters.forwarded(Rendition.MERGED)))
                    .isBetween(9L, (long) packets.size());
        }
    }

    @Test
    @DisplayName("[S8] a merged packet that was lost is sent again with identical bytes")
    void repaired() {
        try (var stage = new Stage(layout)) {
            var anna = stage.speaker("anna");
            var ben = stage.audience("ben", anna.track(), 120);
            talk(anna, 0, 18);
            assertThat(heard(ben, 18)).isTrue();
            int count = ben.caller().datagrams().size();
            var lost = ben.caller().heard().get(count - 2);
            byte[] bytes = ben.caller().datagrams().get(count - 2);

            ben.caller().nack(lost.ssrc(), lost.sequence());
            assertThat(ben.caller().until(() -> ben.caller().datagrams().size() > count)).isTrue();
            assertThat(framesOf(lost)).hasSize(3);
            assertThat(ben.caller().datagrams().getLast()).isEqualTo(bytes);
        }
    }

    @Test
    @DisplayName(
            "who begins to publish gets single packets, and merged ones again afterwards, without a gap or a repeat")
    void change() {
        try (var stage = new Stage(layout)) {
            var anna = stage.speaker("anna");
            var ben = stage.audience("ben", anna.track(), 120);
            talk(anna, 0, 20);
            assertThat(heard(ben, 20)).isTrue();
            var publishing = ben.peer().openTransport(TransportRole.PUBLISHER);
            var own =
                    publishing.addUpTrack(
                            new UpTrackSpec("TR_ben", "0", 5, 111, 0, 0, true, true, 0, false));
            stage.room.settled().join();
            int merged = ben.caller().heard().size();
            talk(anna, 20, 40);
            assertThat(heard(ben, 40)).isTrue();
            var single = List.copyOf(ben.caller().heard()).subList(merged, merged + 19);
            assertThat(single).allMatch(h -> framesOf(h).size() == 1);
            own.close();
            stage.room.settled().join();
            talk(anna, 40, 60);
            assertThat(heard(ben, 60)).isTrue();

            assertThat(frames(ben.caller())).isEqualTo(expected(0, 60));
            var all = ben.caller().heard();
            assertThat(framesOf(all.getLast())).hasSizeGreaterThan(1);
            int at = 0;
            for (var packet : all) {
                assertThat(packet.sequence() - all.getFirst().sequence())
                        .isEqualTo(all.indexOf(packet));
                assertThat(packet.timestamp() - all.getFirst().timestamp()).isEqualTo(960L * at);
                at += framesOf(packet).size();
            }
        }
    }

    @Test
    @DisplayName(
            "silence, a talk spurt, another configuration, a mute and 60 ms end what is held for merging")
    void flushed() {
        try (var stage = new Stage(layout)) {
            var anna = stage.speaker("anna");
            var ben = stage.audience("ben", anna.track(), 120);
            var caller = anna.caller();
            talk(anna, 0, 2);
            assertThat(heard(ben, 2)).as("60 ms").isTrue();
            // Discontinuous transmission: the next number, a later time.
            caller.say(Stage.SPEAKER_SSRC, 2, 50 * 960, false, frame(2));
            caller.say(Stage.SPEAKER_SSRC, 3, 60 * 960, false, frame(3));
            caller.say(Stage.SPEAKER_SSRC, 4, 61 * 960, true, frame(4));
            caller.say(Stage.SPEAKER_SSRC, 5, 62 * 960, false, "h0005");
            assertThat(heard(ben, 6)).isTrue();
            assertThat(frames(ben.caller())).isEqualTo(expected(0, 6));
            var packets = ben.caller().heard();
            assertThat(packets).filteredOn(h -> framesOf(h).getFirst().equals("0002")).hasSize(1);
            assertThat(packets).filteredOn(h -> framesOf(h).getFirst().equals("0003")).hasSize(1);
            assertThat(packets)
                    .filteredOn(Caller.Heard::marker)
                    .extracting(h -> framesOf(h).getFirst())
                    .containsExactly("0000", "0004");

            assertThat(
                            stage.took(
                                    caller,
                                    () ->
                                            caller.say(
                                                    Stage.SPEAKER_SSRC,
                                                    6,
                                                    63 * 960,
                                                    false,
                                                    frame(6))))
                    .isTrue();
            anna.track().muted(true);
            stage.room.settled().join();
            caller.say(Stage.SPEAKER_SSRC, 7, 64 * 960, false, frame(7));
            ben.caller().listen(150);
            anna.track().muted(false);
            stage.room.settled().join();
            caller.say(Stage.SPEAKER_SSRC, 8, 65 * 960, false, frame(8));
            assertThat(heard(ben, 8)).isTrue();
            assertThat(frames(ben.caller()))
                    .startsWith("0000", "0001", "0002", "0003", "0004", "0005")
                    .endsWith("0006", "0008");
        }
    }

    @Test
    @DisplayName("a packet that was late for its merged packet has a number kept free for it")
    void late() {
        try (var stage = new Stage(layout)) {
            var anna = stage.speaker("anna");
            var ben = stage.audience("ben", anna.track(), 120);
            talk(anna, 0, 10);
            byte[] lost = anna.caller().lose(Stage.SPEAKER_SSRC, 10, frame(10));
            talk(anna, 11, 20);
            assertThat(heard(ben, 19)).isTrue();
            anna.caller().send(lost);
            assertThat(heard(ben, 20)).isTrue();
            assertThat(frames(ben.caller())).isEqualTo(expected(0, 20));
        }
    }

    @Test
    @DisplayName("a receiver that reports more than one per cent of loss gets single packets")
    void lossy() {
        try (var stage = new Stage(layout)) {
            var anna = stage.speaker("anna");
            var ben = stage.audience("ben", anna.track(), 120);
            talk(anna, 0, 10);
            assertThat(heard(ben, 10)).isTrue();
            ben.caller().lost(ben.caller().heard().getFirst().ssrc(), 12);
            ben.caller().listen(50);
            int before = ben.caller().heard().size();
            talk(anna, 10, 20);
            assertThat(heard(ben, 20)).isTrue();
            assertThat(ben.caller().heard().subList(before, ben.caller().heard().size()))
                    .hasSize(10);
        }
    }

    @Test
    @DisplayName(
            "short packets go to who takes no long ones, where payloads are encrypted, and where merging is off")
    void unmerged() {
        try (var stage = new Stage(layout)) {
            var anna = stage.speaker("anna");
            var ben = stage.audience("ben", anna.track(), 40);
            talk(anna, 0, 12);
            assertThat(heard(ben, 12)).isTrue();
            assertThat(ben.caller().heard()).hasSize(12);

            var secret =
                    anna.transport()
                            .addUpTrack(
                                    new UpTrackSpec(
                                            "TR_secret", "1", 77, 111, 4, 1, false, true, 0, true));
            var cleo = stage.audience("cleo", secret, 120);
            for (int i = 0; i < 12; i++) {
                anna.caller().say(77, i, frame(i));
            }
            assertThat(heard(cleo, 12)).isTrue();
            assertThat(cleo.caller().heard()).hasSize(12);
        }
        try (var stage = new Stage(layout, ForwardSettings.standard().with(MergePolicy.OFF))) {
            var anna = stage.speaker("anna");
            var ben = stage.audience("ben", anna.track(), 120);
            talk(anna, 0, 12);
            assertThat(heard(ben, 12)).isTrue();
            assertThat(ben.caller().heard()).hasSize(12);
        }
    }

    @Test
    @DisplayName("a merged packet tells the loudest of its levels")
    void levels() {
        try (var stage =
                new Stage(layout, ForwardSettings.standard().with(MergePolicy.LISTENERS))) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            int[] levels = {50, 20, 70};
            for (int i = 0; i < 30; i++) {
                anna.caller().level(levels[i % 3]);
                anna.caller().say(Stage.SPEAKER_SSRC, i, frame(i));
            }
            assertThat(heard(ben, 30)).isTrue();
            assertThat(ben.caller().heard())
                    .filteredOn(h -> framesOf(h).size() == 3)
                    .hasSizeGreaterThan(7)
                    .allMatch(h -> h.level() == 20);
        }
    }
}
