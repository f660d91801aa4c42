package io.mitalk.livekit.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.testing.ManualClock;
import io.mitalk.livekit.token.Refusals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is kept of a participant's messages and for it, by hand and with a clock that stands still. */
class DataPeerTest {

    private static final DataRules RULES =
            new DataRules(10, 1_000, 10_000, 100, 2_000, 100, 5_000, 10_000);

    private final ManualClock clock = new ManualClock();
    private final DataPeer sender = peer("sender");
    private final DataPeer receiver = peer("receiver");

    @Test
    @DisplayName(
            "Who comes back gets what it misses and no channel took, of the last seconds, and only what was for it")
    void replay() {
        sender.remember(parcel(1, 10), Audience.EVERYBODY);
        clock.advanceMs(5_001);
        sender.remember(parcel(2, 10), Audience.EVERYBODY);
        sender.remember(parcel(3, 10), Audience.of(List.of("somebody else"), List.of()));
        sender.remember(parcel(4, 10), Audience.of(List.of("receiver"), List.of()));
        sender.remember(parcel(5, 10), Audience.of(List.of(), List.of("receiver")));
        assertThat(replayed(0)).containsExactly(2L, 4L, 5L);
        assertThat(replayed(4)).containsExactly(5L);
        receiver.given(parcel(4, 10));
        assertThat(replayed(0)).containsExactly(5L);
        receiver.forget("sender");
        assertThat(replayed(0)).containsExactly(2L, 4L, 5L);
        sender.remember(parcel(6, 95), Audience.EVERYBODY);
        assertThat(replayed(0)).containsExactly(6L);
        clock.advanceMs(5_001);
        assertThat(sender.forget()).isFalse();
    }

    @Test
    @DisplayName(
            "What is kept for somebody without a channel is bounded in bytes and in time, and keeps its order")
    void held() {
        assertThat(receiver.hold(parcel(1, 60))).isTrue();
        clock.advanceMs(1_000);
        assertThat(receiver.hold(parcel(2, 30))).isTrue();
        assertThat(receiver.hold(parcel(3, 30))).isFalse();
        clock.advanceMs(1_500);
        assertThat(receiver.hold(parcel(4, 30))).isTrue();
        var got = new ArrayList<Long>();
        receiver.release(parcel -> got.add(parcel.sequence()));
        assertThat(got).containsExactly(2L, 4L);
        receiver.release(parcel -> got.add(parcel.sequence()));
        assertThat(got).hasSize(2);
    }

    @Test
    @DisplayName("A number that came before is told apart; none at all is always new")
    void numbers() {
        assertThat(sender.advance(0)).isTrue();
        assertThat(sender.advance(3)).isTrue();
        assertThat(sender.advance(3)).isFalse();
        assertThat(sender.advance(2)).isFalse();
        assertThat(sender.advance(4_000_000_000L)).isTrue();
        assertThat(Integer.toUnsignedLong(sender.lastSequence())).isEqualTo(4_000_000_000L);
        assertThat(sender.advance(0)).isTrue();
    }

    @Test
    @DisplayName("A budget lets one second's worth through at once and then says how long to wait")
    void budget() {
        var budget = new Budget(100, clock);
        assertThat(budget.spend(100)).isZero();
        assertThat(budget.spend(50)).isEqualTo(500);
        assertThat(budget.solvent()).isFalse();
        clock.advanceMs(501);
        assertThat(budget.solvent()).isTrue();
    }

    private List<Long> replayed(long after) {
        var got = new ArrayList<Long>();
        sender.replay(receiver, after, parcel -> got.add(parcel.sequence()));
        return got;
    }

    private DataPeer peer(String sid) {
        return new DataPeer(new Somebody(sid, true), new Refusals("r", sid, sid), RULES, clock);
    }

    private static Parcel parcel(long sequence, int bytes) {
        return new Parcel(new byte[bytes], true, "sender", sequence);
    }
}
