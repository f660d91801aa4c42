package io.mitalk.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is let through to Bouncy Castle. */
final class RecordFilterTest {

    private static final String DONE = RecordTarget.DONE;
    private static final String ALERT = RecordTarget.ALERT;

    @Test
    @DisplayName("Alerts in the clear pass to a waiting client only, also behind another record")
    void alerts() {
        assertThat(passes(ALERT, true)).isTrue();
        assertThat(passes(ALERT, false)).isFalse();
        assertThat(passes(DONE, false)).isTrue();
        assertThat(passes(DONE + ALERT, false)).isFalse();
        assertThat(passes(DONE + ALERT, true)).isTrue();
    }

    @Test
    @DisplayName(
            "Records that are cut, too short, of TLS, or that contradict themselves are refused")
    void malformed() {
        assertThat(passes(DONE.substring(0, DONE.length() - 2), false)).isFalse();
        assertThat(passes(DONE + "00", false)).isFalse();
        assertThat(passes("15fefd0001000000000001" + "0017" + "00".repeat(23), true)).isFalse();
        assertThat(passes("15fefd0001000000000001" + "0018" + "00".repeat(24), true)).isTrue();
        assertThat(passes(DONE.replaceFirst("fefd", "0303"), true)).isFalse();
        assertThat(passes("16fefd0000000000000001000c" + "01ffffff0000000000000000", true))
                .isFalse();
        assertThat(passes("16fefd0000000000000001000c" + "010000000000000001000000", true))
                .isFalse();
        assertThat(passes("17fefd0000000000000001" + "0004" + "00000000", true)).isFalse();
    }

    private static boolean passes(String hex, boolean clearAlerts) {
        return RecordFilter.passes(HexFormat.of().parseHex(hex), clearAlerts);
    }
}
