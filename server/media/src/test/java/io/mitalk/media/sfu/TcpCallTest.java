package io.mitalk.media.sfu;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mitalk.media.tcp.TcpCounters;
import io.mitalk.media.tcp.TcpSettings;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole calls over TCP, beside every path that packets of UDP can take. */
@ParameterizedClass
@MethodSource("grounds")
final class TcpCallTest {

    private static final TcpSettings TCP =
            new TcpSettings(true, 0, 100, 100, 5000, 60_000, 65_536, 10_000);

    private final Ground ground;

    TcpCallTest(Ground ground) {
        this.ground = ground;
    }

    static List<Ground> grounds() {
        return Ground.some();
    }

    @Test
    @DisplayName(
            "a speaker over TCP is heard over TCP and over UDP, and loss over UDP is repaired as ever")
    void call() {
        try (var stage = Stage.withTcp(ground, TCP)) {
            stage.overTcp(true);
            var anna = stage.speaker("anna");
            assertThat(anna.caller().seenAs()).isEqualTo(anna.caller().own());
            var ben = stage.listener("ben", anna.track());
            stage.overTcp(false);
            var cleo = stage.listener("cleo", anna.track());
            for (int i = 0; i < 50; i++) {
                anna.caller().say(Stage.SPEAKER_SSRC, i, "frame " + i);
            }

            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 50)).isTrue();
            assertThat(cleo.caller().until(() -> cleo.caller().heard().size() == 50)).isTrue();
            assertThat(ben.caller().heard())
                    .extracting(Caller.Heard::payload)
                    .startsWith("frame 0", "frame 1")
                    .endsWith("frame 49");
            assertThat(anna.caller().until(() -> anna.caller().reports().size() > 0)).isTrue();
            assertThat(stage.count(c -> c.drops(DropReason.STREAM_FULL))).isZero();
        }
    }

    @Test
    @DisplayName("a client whose connection breaks goes on over another, with the same keys")
    void reconnect() {
        try (var stage = Stage.withTcp(ground, TCP)) {
            stage.overTcp(true);
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            ben.caller().move();
            int answers = ben.caller().stunAnswers();
            ben.caller().check(true);
            assertThat(ben.caller().until(() -> ben.caller().stunAnswers() > answers)).isTrue();

            anna.caller().say(Stage.SPEAKER_SSRC, 1, "one");
            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 1)).isTrue();
        }
    }

    @Test
    @DisplayName(
            "[S12] nothing is sent to a broken connection, and a way by UDP that was nominated takes over")
    void fallBack() {
        try (var stage = Stage.withTcp(ground, TCP)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            var udp = ben.caller().swap(Stage.tcp(ben.transport()));
            int answers = ben.caller().stunAnswers();
            ben.caller().check(true);
            ben.caller().until(() -> ben.caller().stunAnswers() > answers);
            ben.caller().check(true);
            assertThat(ben.caller().until(() -> ben.caller().stunAnswers() > answers + 1)).isTrue();
            anna.caller().say(Stage.SPEAKER_SSRC, 1, "over TCP");
            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 1)).isTrue();

            ben.caller().move(udp);
            await().atMost(5, SECONDS).until(() -> counters(stage).open.sum() == 0);
            // What is said until the worker has heard of the end goes nowhere.
            for (int i = 2; i < 200 && ben.caller().heard().size() < 2; i++) {
                anna.caller().say(Stage.SPEAKER_SSRC, i, "over UDP");
                ben.caller().listen(20);
            }
            assertThat(ben.caller().heard()).extracting(Caller.Heard::payload).contains("over UDP");
        }
    }

    @Test
    @DisplayName("the end of a peer closes its connections, and the end of everything closes all")
    void closed() {
        TcpCounters counters;
        try (var stage = Stage.withTcp(ground, TCP)) {
            counters = counters(stage);
            stage.overTcp(true);
            var anna = stage.speaker("anna");
            stage.listener("ben", anna.track());
            assertThat(counters.open.sum()).isEqualTo(2);
            anna.peer().close();
            await().atMost(5, SECONDS).until(() -> counters(stage).open.sum() == 1);
        }
        assertThat(counters.open.sum()).isZero();
    }

    @Test
    @DisplayName(
            "a listener that reads nothing loses packets, which are counted, while others hear all")
    void slowReader() {
        try (var stage = Stage.withTcp(ground, TCP)) {
            var anna = stage.speaker("anna");
            var cleo = stage.listener("cleo", anna.track());
            stage.overTcp(true);
            stage.listener("ben", anna.track());
            String long900 = "x".repeat(900);
            int said = 0;
            while (stage.count(c -> c.drops(DropReason.STREAM_FULL)) == 0 && said < 5000) {
                for (int i = 0; i < 5; i++) {
                    anna.caller().say(Stage.SPEAKER_SSRC, said++, long900);
                }
                int heard = said;
                assertThat(cleo.caller().until(() -> cleo.caller().heard().size() == heard))
                        .as("everything reaches who reads, after %s packets", said)
                        .isTrue();
                cleo.caller().listen(40); // nobody may send more than 150 kB a second
            }
            assertThat(stage.count(c -> c.drops(DropReason.STREAM_FULL))).isPositive();
        }
    }

    private static TcpCounters counters(Stage stage) {
        return Objects.requireNonNull(stage.sfu.tcpCounters());
    }
}
