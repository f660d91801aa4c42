package io.mitalk.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final History history = new History(4);

    private List<Long> take(long version) {
        return versions(history.take(new History.Entry(version, "{}")));
    }

    private static List<Long> versions(List<History.Entry> entries) {
        return entries.stream().map(History.Entry::version).toList();
    }

    @Test
    @DisplayName("events are told in the order of their versions, whatever order they come in")
    void order() {
        assertThat(history.begin(5)).isEmpty();
        assertThat(take(7)).isEmpty();
        assertThat(history.hole()).isTrue();
        assertThat(take(8)).isEmpty();
        assertThat(take(6)).containsExactly(6L, 7L, 8L);
        assertThat(history.hole()).isFalse();
        assertThat(take(7)).as("twice").isEmpty();
    }

    @Test
    @DisplayName("what came before the state was read is told if the state does not hold it")
    void early() {
        assertThat(take(8)).isEmpty();
        assertThat(take(6)).isEmpty();
        assertThat(take(7)).isEmpty();
        assertThat(versions(history.begin(6))).containsExactly(7L, 8L);
    }

    @Test
    @DisplayName("so many events are kept, and a version before them is not covered")
    void ring() {
        history.begin(0);
        for (long version = 1; version <= 6; version++) {
            take(version);
        }
        assertThat(history.covers(1)).isFalse();
        assertThat(history.covers(2)).isTrue();
        assertThat(versions(history.after(2))).containsExactly(3L, 4L, 5L, 6L);
        assertThat(history.covers(6)).isTrue();
        assertThat(history.covers(7)).as("nobody knows yet").isFalse();
        assertThat(history.covers(History.NONE)).isFalse();
    }

    @Test
    @DisplayName("a version that the database has and nobody told is a hole")
    void expected() {
        history.begin(3);
        history.expect(3);
        assertThat(history.hole()).isFalse();
        history.expect(4);
        assertThat(history.hole()).isTrue();
        history.forget();
        assertThat(history.begun()).isFalse();
        assertThat(history.covers(3)).isFalse();
        history.begin(4);
        assertThat(history.hole()).isFalse();
    }
}
