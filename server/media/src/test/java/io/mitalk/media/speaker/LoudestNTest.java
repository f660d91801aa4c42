package io.mitalk.media.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoudestNTest {

    private static final int FRAME = 960;
    private static final int BYTES = 60;
    private static final long FRAME_NS = 20_000_000L;
    private static final int QUIET = 90;
    private static final int TALK = 30;

    private final List<Integer> displaced = new ArrayList<>();
    private final List<Contender> people = new ArrayList<>();
    private LoudestN loudest = new LoudestN(3, 800);
    private long nowNs = 5_000_000_000_000L;

    private void people(int count) {
        for (int i = 0; i < count; i++) {
            int who = i;
            people.add(loudest.add(() -> displaced.add(who)));
        }
    }

    /** One frame of everybody; who has a place after it. */
    private List<Integer> frame(int... levels) {
        var heard = new ArrayList<Integer>();
        for (int i = 0; i < levels.length; i++) {
            boolean now = loudest.packet(people.get(i), levels[i], BYTES, FRAME, nowNs);
            assertThat(now).isEqualTo(people.get(i).chosen());
        }
        for (int i = 0; i < levels.length; i++) {
            if (people.get(i).chosen()) {
                heard.add(i);
            }
        }
        nowNs += FRAME_NS;
        return heard;
    }

    private List<Integer> frames(int count, int... levels) {
        List<Integer> heard = List.of();
        for (int i = 0; i < count; i++) {
            heard = frame(levels);
        }
        return heard;
    }

    @Test
    @DisplayName("three are heard, and while there is room the silent are too")
    void room() {
        people(4);
        assertThat(frame(QUIET, QUIET, QUIET)).containsExactly(0, 1, 2);
        assertThat(frame(QUIET, QUIET, QUIET, QUIET)).containsExactly(0, 1, 2);
        loudest.remove(people.get(1));
        assertThat(loudest.packet(people.get(3), QUIET, BYTES, FRAME, nowNs)).isTrue();

        loudest = new LoudestN(0, 800);
        people.clear();
        people(9);
        assertThat(people).allMatch(who -> loudest.packet(who, QUIET, BYTES, FRAME, nowNs));
    }

    @Test
    @DisplayName("who begins to speak while somebody is silent is heard with the first loud frame")
    void onset() {
        people(4);
        frames(100, TALK, TALK, QUIET, QUIET);
        assertThat(frame(TALK, TALK, QUIET, TALK)).containsExactly(0, 1, 3);
        assertThat(displaced).containsExactly(2);
    }

    @Test
    @DisplayName("a place is kept for 800 ms of silence, so that a breath costs nobody a word")
    void hold() {
        people(4);
        frames(60, TALK, TALK, TALK, QUIET);
        assertThat(frames(39, TALK, TALK, QUIET, TALK)).containsExactly(0, 1, 2);
        assertThat(frame(TALK, TALK, QUIET, TALK)).containsExactly(0, 1, 3);
    }

    @Test
    @DisplayName(
            "of four who speak at once, only one that is clearly louder takes a place, and not at once again")
    void hysteresis() {
        people(4);
        frames(60, 30, 32, 34, QUIET);
        assertThat(frames(50, 30, 32, 34, 32)).as("2 dB").containsExactly(0, 1, 2);
        assertThat(frames(20, 30, 32, 34, 28)).as("6 dB").containsExactly(0, 1, 3);
        frames(10, 30, 32, 20, 28);
        assertThat(displaced).as("the one at 32 is the weakest now").containsExactly(2, 1);
        frames(30, 30, 32, 20, 28);
        assertThat(displaced).hasSize(2);
    }

    @Test
    @DisplayName(
            "a higher rank takes a place from a lower one with its first loud frame, and keeps it")
    void rank() {
        people(4);
        people.get(3).rank(3);
        frames(60, 10, 20, 30, QUIET);
        assertThat(frame(10, 20, 30, 45)).containsExactly(0, 1, 3);
        assertThat(frames(200, 10, 20, 12, 45)).contains(3);
    }

    @Test
    @DisplayName("a rank that is silent lets others speak")
    void silentRank() {
        people(4);
        people.get(0).rank(3);
        frames(60, QUIET, TALK, TALK, QUIET);
        assertThat(frame(QUIET, TALK, TALK, TALK)).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("[S17] a loud claim about a comfort packet or a few bytes is not believed")
    void size() {
        people(4);
        frames(60, TALK, TALK, QUIET, QUIET);
        assertThat(loudest.packet(people.get(3), 0, 2, FRAME, nowNs)).isFalse();
        assertThat(loudest.packet(people.get(3), 0, 7, FRAME, nowNs)).isFalse();
        assertThat(loudest.packet(people.get(3), -1, BYTES, FRAME, nowNs)).isFalse();
        assertThat(loudest.packet(people.get(3), 40, 8, FRAME, nowNs)).isTrue();
    }

    @Test
    @DisplayName("[S17] a claim climbs by 3 dB a frame at most")
    void climbs() {
        people(4);
        frames(60, 30, 30, 30, QUIET);
        assertThat(frames(7, 30, 30, 30, 0)).as("50 - 7 * 3 is 29").containsExactly(0, 1, 2);
        assertThat(frames(2, 30, 30, 30, 0)).contains(3);
    }

    @Test
    @DisplayName("[S17] whoever claims without a breath to be the loudest is outspoken in the end")
    void forged() {
        people(4);
        frames(60, 0, TALK, TALK, QUIET);
        // The others draw breath every two seconds.
        for (int i = 0; i < 20; i++) {
            frames(90, 0, 40, 40, QUIET);
            frames(12, 0, QUIET, QUIET, QUIET);
        }
        assertThat(frames(30, 0, 40, 40, 36)).containsExactly(1, 2, 3);
        assertThat(displaced).containsExactly(0);
    }

    @Test
    @DisplayName("who is muted loses the place to the next one who speaks")
    void muted() {
        people(4);
        frames(60, TALK, TALK, TALK, QUIET);
        people.get(1).silence();
        assertThat(frame(TALK, QUIET, TALK, TALK)).containsExactly(0, 2, 3);
    }
}
