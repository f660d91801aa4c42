package io.mitalk.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a flight hands on of the client's messages, and of others'. */
final class ClientFlightTest {

    private static final int CLIENT_HELLO = 1;
    private static final int CERTIFICATE = 11;

    private final ClientFlight flight = new ClientFlight();

    @Test
    @DisplayName("A long message in pieces, in any order, leaves in order under numbers of ours")
    void pieces() {
        byte[] body = new byte[3000];
        new Random(1).nextBytes(body);
        flight.take(fragment(CERTIFICATE, 1, body, 2000, 1000, 77));
        flight.take(fragment(CERTIFICATE, 1, body, 0, 1100, 75));
        assertThat(flight.poll()).isNull();
        flight.take(fragment(CERTIFICATE, 1, body, 1000, 1000, 76));

        var whole = new ByteArrayOutputStream();
        for (int record = 0; record < 3; record++) {
            byte[] next = Objects.requireNonNull(flight.poll());
            assertThat(RecordFilter.passes(next, false)).isTrue();
            assertThat(RecordFilter.number(next, 7, 4)).isEqualTo(record);
            assertThat(RecordFilter.number(next, 19, 3)).isEqualTo(whole.size());
            whole.write(next, 25, next.length - 25);
        }
        assertThat(whole.toByteArray()).isEqualTo(body);
        assertThat(flight.isEmpty()).isTrue();
    }

    @Test
    @DisplayName(
            "[S1] a fragment that was forged first neither fixes the length nor the content of a message")
    void forgedFirst() {
        byte[] hello = new byte[400];
        new Random(2).nextBytes(hello);
        flight.take(fragment(CLIENT_HELLO, 0, new byte[8000], 0, 100, 0));
        flight.take(fragment(CLIENT_HELLO, 0, new byte[400], 0, 100, 1));
        assertThat(flight.hasBegun()).isFalse();
        flight.take(fragment(CLIENT_HELLO, 0, hello, 0, 200, 0));
        flight.take(fragment(CLIENT_HELLO, 0, new byte[399], 0, 100, 2));
        flight.take(fragment(CLIENT_HELLO, 0, hello, 200, 200, 1));

        assertThat(flight.hasBegun()).isTrue();
        assertThat(flight.poll()).isEqualTo(fragment(CLIENT_HELLO, 0, hello, 0, hello.length, 0));
    }

    @Test
    @DisplayName(
            "What is sent again goes on as it comes; what contradicts it, and cipher changes before their turn, do not")
    void again() {
        byte[] hello = new byte[100];
        flight.take(fragment(CLIENT_HELLO, 0, hello, 0, 100, 0));
        assertThat(flight.poll()).isNotNull();
        flight.take(fragment(CLIENT_HELLO, 0, new byte[101], 0, 101, 1));
        flight.take(HexFormat.of().parseHex("14fefd00000000000000ff000101"));
        flight.take(fragment(CERTIFICATE, 2, hello, 0, 100, 3));
        assertThat(flight.poll()).isNull();

        flight.take(fragment(CLIENT_HELLO, 0, hello, 50, 50, 1));
        assertThat(flight.poll()).isEqualTo(fragment(CLIENT_HELLO, 0, hello, 50, 50, 1));
        byte[] sealed = HexFormat.of().parseHex("17fefd00010000000000010018" + "00".repeat(24));
        flight.take(sealed);
        assertThat(flight.poll()).isEqualTo(sealed);
    }

    private static byte[] fragment(
            int type, int message, byte[] body, int at, int bytes, int record) {
        var hex = HexFormat.of();
        return hex.parseHex(
                "16fefd0000"
                        + hex.toHexDigits(record, 12)
                        + hex.toHexDigits((short) (12 + bytes))
                        + hex.toHexDigits((byte) type)
                        + hex.toHexDigits(body.length, 6)
                        + hex.toHexDigits((short) message)
                        + hex.toHexDigits(at, 6)
                        + hex.toHexDigits(bytes, 6)
                        + hex.formatHex(body, at, at + bytes));
    }
}
