package io.mitalk.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.id.Randomness;
import io.mitalk.media.ice.IceLite.Outcome;
import io.mitalk.media.udp.RemoteAddress;
import io.mitalk.wire.stun.BindingRequest;
import io.mitalk.wire.stun.ShortTermKey;
import io.mitalk.wire.stun.StunView;
import io.mitalk.wire.stun.StunWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IceLiteTest {

    private static final int HIGH = 2000;
    private static final int LOW = 1000;

    private final IceCredentials first = IceLite.fresh(Randomness.secure());
    private final IceLite ice = new IceLite(first);
    private final RemoteAddress wifi = address(1);
    private final RemoteAddress cell = address(2);

    @Test
    @DisplayName("[S13] names have 95 and passwords 190 random bits")
    void credentials() {
        assertThat(first.ufrag()).hasSize(16);
        assertThat(first.password()).hasSize(32);
        assertThat(first.toString()).doesNotContain(first.password());
        assertThat(IceLite.fresh(Randomness.secure()).ufrag()).isNotEqualTo(first.ufrag());
    }

    @Test
    @DisplayName("no address is selected before a nomination, and then the nominated one")
    void nomination() {
        assertThat(check(first, wifi, HIGH, false, 0)).isEqualTo(Outcome.NEW_PAIR);
        assertThat(ice.selected()).isNull();
        assertThat(check(first, wifi, HIGH, true, 1)).isEqualTo(Outcome.SELECTED);
        assertThat(selected()).isEqualTo(wifi);
    }

    @Test
    @DisplayName("of several nominated pairs the best wins, until the client insists on another")
    void priority() {
        check(first, wifi, HIGH, true, 1);
        assertThat(check(first, cell, LOW, true, 2)).isEqualTo(Outcome.NEW_PAIR);
        check(first, wifi, HIGH, true, 3);
        assertThat(check(first, cell, LOW, true, 4)).isEqualTo(Outcome.KNOWN);
        assertThat(selected()).isEqualTo(wifi);

        assertThat(check(first, cell, LOW, true, 5)).isEqualTo(Outcome.SELECTED);
        assertThat(selected()).isEqualTo(cell);
    }

    @Test
    @DisplayName(
            "after a restart the old credentials hold until a pair under the new ones is nominated")
    void restart() {
        check(first, wifi, HIGH, true, 1);
        var second = IceLite.fresh(Randomness.secure());
        assertThat(ice.restart(second)).isNull();
        assertThat(ice.keyOf(first.ufrag())).isNotNull();
        check(second, cell, LOW, false, 2);
        assertThat(selected()).isEqualTo(wifi);

        assertThat(check(second, cell, LOW, true, 3)).isEqualTo(Outcome.RESTARTED);
        assertThat(selected()).isEqualTo(cell);
        assertThat(ice.endPrevious()).isSameAs(first);
        assertThat(ice.keyOf(first.ufrag())).isNull();
    }

    @Test
    @DisplayName("a client with ever new addresses replaces its oldest and never the selected one")
    void bounded() {
        check(first, wifi, HIGH, true, 0);
        for (int i = 0; i < 20; i++) {
            check(first, address(100 + i), LOW, false, 1 + i);
        }
        assertThat(ice.pairs()).hasSize(8);
        assertThat(ice.takeEvicted()).isNotNull();
        assertThat(ice.proven(wifi)).isTrue();
    }

    private RemoteAddress selected() {
        var pair = ice.selected();
        assertThat(pair).isNotNull();
        return pair == null ? address(0) : pair.remote();
    }

    private Outcome check(
            IceCredentials by, RemoteAddress from, int priority, boolean nominate, long at) {
        byte[] buf = new byte[200];
        var request =
                new BindingRequest(
                        new byte[12], by.ufrag() + ":client", priority, true, 1, nominate);
        int len = new StunWriter().request(buf, 0, request, ShortTermKey.of(by.password()));
        var view = new StunView();
        assertThat(view.wrap(buf, 0, len)).isTrue();
        return ice.checked(view, from, at);
    }

    private static RemoteAddress address(int port) {
        return RemoteAddress.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
}
