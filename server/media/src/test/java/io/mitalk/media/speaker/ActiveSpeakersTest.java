package io.mitalk.media.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.media.sfu.MediaEvent.Speaker;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ActiveSpeakersTest {

    private static final int PACKET = 960;
    private static final int PACKETS_PER_INTERVAL = 20;

    private final ActiveSpeakers speakers = new ActiveSpeakers(SpeakerSettings.every(400));
    private final LevelMeter anna = speakers.add("PA_anna", "TR_anna");
    private final LevelMeter ben = speakers.add("PA_ben", "TR_ben");

    @Test
    @DisplayName("one interval of loud packets makes a speaker")
    void loud() {
        speak(anna, 20, PACKETS_PER_INTERVAL);

        assertThat(speakers.tick())
                .extracting(Speaker::peerSid, Speaker::active)
                .containsExactly(tuple("PA_anna", true));
    }

    @Test
    @DisplayName("a click shorter than the least share of the interval makes nobody a speaker")
    void click() {
        speak(anna, 5, 3);
        speak(anna, 100, PACKETS_PER_INTERVAL - 3);

        assertThat(speakers.tick()).isEmpty();
    }

    @Test
    @DisplayName("the louder of two comes first, and nothing is said twice")
    void order() {
        speak(anna, 30, PACKETS_PER_INTERVAL);
        speak(ben, 10, PACKETS_PER_INTERVAL);

        assertThat(speakers.tick())
                .extracting(Speaker::peerSid)
                .containsExactly("PA_ben", "PA_anna");
        assertThat(speakers.tick()).isEmpty();
    }

    @Test
    @DisplayName("a sender that stops sending in silence falls silent after two more intervals")
    void dtx() {
        speak(anna, 10, PACKETS_PER_INTERVAL);
        assertThat(speakers.tick()).hasSize(1);

        assertThat(speakers.tick()).isEmpty();
        assertThat(speakers.tick()).containsExactly(new Speaker("PA_anna", "TR_anna", 0, false));
    }

    @Test
    @DisplayName("muting or leaving in mid-speech is reported as stopped once")
    void stop() {
        speak(anna, 10, PACKETS_PER_INTERVAL);
        speak(ben, 10, PACKETS_PER_INTERVAL);
        assertThat(speakers.tick()).hasSize(2);

        anna.silence();
        speakers.remove(ben);

        assertThat(speakers.tick())
                .containsExactlyInAnyOrder(
                        new Speaker("PA_anna", "TR_anna", 0, false),
                        new Speaker("PA_ben", "TR_ben", 0, false));
        assertThat(speakers.tick()).isEmpty();
    }

    @Test
    @DisplayName("levels are eighths of full scale, rounded up")
    void eighths() {
        for (int i = 0; i < 20; i++) {
            speak(anna, 0, PACKETS_PER_INTERVAL);
            speak(ben, 30, PACKETS_PER_INTERVAL);
        }

        assertThat(speakers.tick()).extracting(Speaker::level).containsExactly(1.0, 0.125);
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    private static void speak(LevelMeter meter, int level, int packets) {
        for (int i = 0; i < packets; i++) {
            meter.packet(level, PACKET);
        }
    }
}
