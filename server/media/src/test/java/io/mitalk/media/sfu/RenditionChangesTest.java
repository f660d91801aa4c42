package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.wire.opus.OpusPacket;
import io.mitalk.wire.rtp.RedView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Layout.class)
class RenditionChangesTest {

    private final Layout layout;

    RenditionChangesTest(Layout layout) {
        this.layout = layout;
    }

    private static final int STEPS = 500;

    /** A listener, what it heard, and the track by which it stops being audience for a while. */
    private static final class Ear {
        private final Stage.Listener listener;
        private final TransportHandle publishing;
        private @Nullable UpTrackHandle own;

        Ear(Stage.Listener listener) {
            this.listener = listener;
            this.publishing = listener.peer().openTransport(TransportRole.PUBLISHER);
        }

        void publishOrNot(int ssrc) {
            var published = own;
            if (published == null) {
                own =
                        publishing.addUpTrack(
                                new UpTrackSpec(
                                        "TR_" + ssrc, "0", ssrc, 111, 0, 0, true, false, 0, false));
            } else {
                published.close();
                own = null;
            }
        }
    }

    private final List<byte[]> delayed = new ArrayList<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    @DisplayName(
            "through loss, disorder, mutes and changes of rendition each frame is heard once at most, and in its place")
    void random(long seed) {
        var random = new SplittableRandom(seed);
        try (var stage = new Stage(layout)) {
            var anna = stage.speaker("anna");
            var ears =
                    List.of(
                            new Ear(stage.audience("ben", anna.track(), 120)),
                            new Ear(stage.audience("cleo", anna.track(), 120)),
                            new Ear(stage.redListener("dora", anna.track())));
            for (int i = 0; i < STEPS; i++) {
                speak(anna.caller(), i, random);
                disturb(anna, ears, random);
                if (i % 4 == 0) {
                    anna.caller().listen(11);
                }
            }
            for (var ear : ears) {
                ear.listener.caller().listen(200);
                check(ear.listener.caller());
            }
            assertThat(stage.count(counters -> counters.drops(DropReason.PROTECT_REFUSED)))
                    .isZero();
            assertThat(stage.count(counters -> counters.drops(DropReason.RATE_LIMITED))).isZero();
            assertThat(stage.count(counters -> counters.merged)).isGreaterThan(20);
        }
    }

    private void speak(Caller caller, int number, SplittableRandom random) {
        byte[] packet = caller.lose(Stage.SPEAKER_SSRC, number, String.format("x%04d", number));
        int fate = random.nextInt(100);
        if (fate < 6) {
            delayed.add(packet);
        } else if (fate >= 9) {
            caller.send(packet);
        }
        if (!delayed.isEmpty() && random.nextInt(5) == 0) {
            caller.send(delayed.remove(random.nextInt(delayed.size())));
        }
    }

    private static void disturb(Stage.Speaker anna, List<Ear> ears, SplittableRandom random) {
        int which = random.nextInt(ears.size());
        var ear = ears.get(which);
        switch (random.nextInt(120)) {
            case 0, 1, 2 -> ear.publishOrNot(500 + which);
            case 3 -> ear.listener.track().insist(random.nextBoolean());
            case 4 -> ear.listener.peer().hidden(random.nextBoolean());
            case 5 -> ear.listener.track().paused(true);
            case 6, 7 -> ear.listener.track().paused(false);
            case 8 -> anna.track().muted(true);
            case 9, 10 -> anna.track().muted(false);
            case 11 -> ear.listener.caller().lost(2000 + which, random.nextInt(8));
            default -> {}
        }
    }

    private static void check(Caller caller) {
        var frames = new HashSet<String>();
        var sequences = new HashSet<Integer>();
        long next = Long.MIN_VALUE;
        var packets = new ArrayList<>(caller.heard());
        assertThat(packets).hasSizeGreaterThan(20);
        int first = packets.getFirst().sequence();
        packets.sort(Comparator.comparingInt(h -> (short) (h.sequence() - first)));
        long start = packets.getFirst().timestamp();
        for (var packet : packets) {
            assertThat(sequences.add(packet.sequence())).isTrue();
            var held = frames(packet);
            assertThat(frames).doesNotContainAnyElementsOf(held);
            frames.addAll(held);
            int since = (int) (packet.timestamp() - start);
            assertThat((long) since).as("after those before it").isGreaterThanOrEqualTo(next);
            next = since + 960L * held.size();
        }
    }

    private static List<String> frames(Caller.Heard heard) {
        byte[] bytes = heard.payload().getBytes(StandardCharsets.ISO_8859_1);
        int at = 0;
        if (heard.payloadType() == Stage.RED) {
            var view = new RedView();
            assertThat(view.wrap(bytes, 0, bytes.length)).isTrue();
            at = view.offset(view.earlier());
        }
        var spans = new int[2 * OpusPacket.MAX_FRAMES];
        int count = OpusPacket.frames(bytes, at, bytes.length - at, spans);
        var found = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            found.add(
                    new String(bytes, spans[2 * i], spans[2 * i + 1], StandardCharsets.ISO_8859_1));
        }
        return found;
    }
}
