package io.mitalk.media.sfu;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mitalk.media.overload.Relief;
import io.mitalk.wire.opus.OpusPacket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a worker that is held does without, and what it never does. */
final class OverloadTest {

    private static final int FRAMES_USUAL = 3;
    private static final int FRAMES_LONG = 6;

    @Test
    @DisplayName(
            "a held worker gives up one thing after another, never a word on stage, and takes all back when let go")
    void heldAndLetGo() {
        try (var stage = new Stage(HeldWorker.settings())) {
            var anna = stage.speaker("anna");
            var audience = stage.audience("ben", anna.track(), 120);
            var onStage = stage.listener("cleo", anna.track());
            var overload = stage.sfu.workers().getFirst().context().overload();
            var seen = new ArrayList<Relief>();
            try (var held = HeldWorker.hold(stage.sfu)) {
                assertThat(held).isNotNull();
                await().atMost(20, SECONDS)
                        .until(
                                () -> {
                                    seen.add(overload.relief());
                                    return overload.relief() == Relief.JOINS;
                                });
                assertThat(seen).isSorted();
                assertThat(stage.room.overloaded(false)).isTrue();
                assertThat(stage.sfu.turnsAway()).isTrue();

                talk(anna, 0, 31);
                assertThat(hears(onStage, 31)).isTrue();
                assertThat(hears(audience, 31)).isTrue();
                assertThat(lengths(onStage)).containsOnly(1);
                assertThat(lengths(audience)).contains(FRAMES_LONG);
                var counters = stage.counters();
                await().atMost(20, SECONDS)
                        .until(
                                () ->
                                        counters.sheds(Relief.STATISTICS) > 0
                                                && counters.sheds(Relief.QUALITY) > 0
                                                && counters.sheds(Relief.LONGER_PACKETS) > 0);
            }
            await().atMost(20, SECONDS).until(() -> overload.relief() == Relief.NONE);
            assertThat(stage.room.overloaded(false)).isFalse();

            int before = audience.caller().heard().size();
            talk(anna, 31, 62);
            assertThat(hears(onStage, 62)).isTrue();
            assertThat(hears(audience, 62)).isTrue();
            assertThat(lengths(audience).subList(before, audience.caller().heard().size()))
                    .contains(FRAMES_USUAL)
                    .allMatch(length -> length <= FRAMES_USUAL);
        }
    }

    @Test
    @DisplayName("packets stay as short as the one with the least maxptime takes them")
    void shortest() {
        try (var stage = new Stage(HeldWorker.settings())) {
            var anna = stage.speaker("anna");
            var ben = stage.audience("ben", anna.track(), 120);
            var dora = stage.audience("dora", anna.track(), 60);
            try (var held = HeldWorker.hold(stage.sfu)) {
                assertThat(held).isNotNull();
                await().atMost(20, SECONDS).until(() -> stage.room.overloaded(false));
                talk(anna, 0, 31);
                assertThat(hears(ben, 31)).isTrue();
                assertThat(hears(dora, 31)).isTrue();
                assertThat(lengths(ben)).allMatch(length -> length <= FRAMES_USUAL);
                assertThat(lengths(dora)).allMatch(length -> length <= FRAMES_USUAL);
            }
        }
    }

    private static void talk(Stage.Speaker speaker, int from, int to) {
        for (int i = from; i < to; i++) {
            speaker.caller().say(Stage.SPEAKER_SSRC, i, "x word");
        }
    }

    private static boolean hears(Stage.Listener listener, int frames) {
        return listener.caller()
                .until(() -> lengths(listener).stream().mapToInt(n -> n).sum() >= frames);
    }

    /** How many frames each packet held. */
    private static List<Integer> lengths(Stage.Listener listener) {
        return listener.caller().heard().stream().map(OverloadTest::frames).toList();
    }

    private static int frames(Caller.Heard heard) {
        byte[] bytes = heard.payload().getBytes(StandardCharsets.ISO_8859_1);
        return OpusPacket.frames(bytes, 0, bytes.length, new int[2 * OpusPacket.MAX_FRAMES]);
    }
}
