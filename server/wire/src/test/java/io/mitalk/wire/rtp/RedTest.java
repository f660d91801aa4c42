package io.mitalk.wire.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.wire.WireSeeds;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedTest {

    @Test
    @DisplayName("what is written is read: payload types, distances in time, lengths and places")
    void roundTrip() {
        var view = new RedView();
        byte[] payload = WireSeeds.red().getFirst();
        assertThat(view.wrap(payload, 0, payload.length)).isTrue();
        assertThat(view.earlier()).isEqualTo(2);
        assertThat(view.timestampOffset(0)).isEqualTo(1920);
        assertThat(view.timestampOffset(1)).isEqualTo(16_383);
        assertThat(view.length(0)).isEqualTo(3);
        assertThat(view.length(1)).isEqualTo(1023);
        assertThat(view.length(2)).isEqualTo(2);
        assertThat(view.offset(0)).isEqualTo(9);
        assertThat(view.offset(2)).isEqualTo(9 + 3 + 1023);
        assertThat(view.payloadType(2)).isEqualTo(111);
    }

    @Test
    @DisplayName("a present frame alone, and an empty one, are sound; nothing at all is not")
    void least() {
        var view = new RedView();
        assertThat(view.wrap(new byte[] {111}, 0, 1)).isTrue();
        assertThat(view.earlier()).isZero();
        assertThat(view.length(0)).isZero();
        assertThat(view.wrap(new byte[0], 0, 0)).isFalse();
        assertThat(view.wrap(new byte[] {(byte) 0xEF, 0, 0, 0}, 0, 4)).isFalse();
        assertThat(view.wrap(new byte[] {(byte) 0xEF, 0, 0, 9, 111, 1}, 0, 6)).isFalse();
        var many = new byte[4 * (RedView.MAX_EARLIER + 1) + 1];
        for (int i = 0; i <= RedView.MAX_EARLIER; i++) {
            RedWriter.earlier(many, 4 * i, 111, 0, 0);
        }
        assertThat(view.wrap(many, 0, many.length)).isFalse();
    }
}
