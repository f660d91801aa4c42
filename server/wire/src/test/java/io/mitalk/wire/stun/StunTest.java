package io.mitalk.wire.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.wire.Mutator;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class StunTest {

    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
    private static final String HEADER = "2112a442b7e7a701bc34d686fa87dfae";

    /** RFC 5769 section 2.1. */
    private static final byte[] REQUEST =
            hex(
                    "00010058" + HEADER + "802200105354554e207465737420636c69656e74",
                    "002400046e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020",
                    "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf");

    /** RFC 5769 section 2.2. */
    private static final byte[] RESPONSE_V4 =
            hex(
                    "0101003c"
                            + HEADER
                            + "8022000b7465737420766563746f7220002000080001a147e112a643",
                    "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96");

    /** RFC 5769 section 2.3. */
    private static final byte[] RESPONSE_V6 =
            hex(
                    "01010048" + HEADER + "8022000b7465737420766563746f7220",
                    "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9",
                    "00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c");

    private final StunView view = new StunView();
    private final StunWriter writer = new StunWriter();
    private final ShortTermKey key = ShortTermKey.of(PASSWORD);

    @Test
    @DisplayName("the sample request of RFC 5769 is read and verified")
    void sampleRequest() {
        assertThat(view.wrap(REQUEST, 0, REQUEST.length)).isTrue();
        assertThat(view.type()).isEqualTo(Stun.BINDING_REQUEST);
        assertThat(view.hasUsername()).isTrue();
        assertThat(view.localUfrag()).isEqualTo("evtj");
        assertThat(view.remoteUfrag()).isEqualTo("h6vY");
        assertThat(view.localUfragEquals(new byte[] {'e', 'v', 't', 'j'})).isTrue();
        assertThat(view.localUfragEquals(new byte[] {'e', 'v', 't'})).isFalse();
        assertThat(view.priority()).isEqualTo(0x6E00_01FFL);
        assertThat(view.controlled()).isTrue();
        assertThat(view.controlling()).isFalse();
        assertThat(view.tieBreaker()).isEqualTo(0x932F_F9B1_5126_3B36L);
        assertThat(view.useCandidate()).isFalse();
        assertThat(view.integrityMatches(key)).isTrue();
        assertThat(view.fingerprintMatches()).isTrue();
    }

    @Test
    @DisplayName("the sample responses of RFC 5769 give the mapped address for IPv4 and IPv6")
    void sampleResponses() {
        assertThat(view.wrap(RESPONSE_V4, 0, RESPONSE_V4.length)).isTrue();
        assertThat(view.integrityMatches(key)).isTrue();
        assertThat(view.fingerprintMatches()).isTrue();
        assertThat(view.mappedAddress()).isEqualTo(new InetSocketAddress("192.0.2.1", 32853));
        assertThat(view.wrap(RESPONSE_V6, 0, RESPONSE_V6.length)).isTrue();
        assertThat(view.integrityMatches(key)).isTrue();
        assertThat(view.fingerprintMatches()).isTrue();
        assertThat(view.mappedAddress())
                .isEqualTo(new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853));
    }

    @Test
    @DisplayName(
            "every single flipped bit of a request breaks its structure, integrity or fingerprint")
    void flippedBits() {
        for (int bit = 0; bit < REQUEST.length * 8; bit++) {
            byte[] flipped = REQUEST.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            boolean accepted =
                    view.wrap(flipped, 0, flipped.length)
                            && view.integrityMatches(key)
                            && view.fingerprintMatches();
            assertThat(accepted).as("bit %d", bit).isFalse();
        }
    }

    @Test
    @DisplayName("another password does not verify, also after the right one was used")
    void wrongPassword() {
        assertThat(view.wrap(REQUEST, 0, REQUEST.length)).isTrue();
        assertThat(view.integrityMatches(key)).isTrue();
        assertThat(view.integrityMatches(ShortTermKey.of("VOkJxbRl1RmTxUk/WvJxBu"))).isFalse();
        assertThat(view.integrityMatches(key)).isTrue();
    }

    @Test
    @DisplayName("answers to a check are read by its sender and are not larger than the check")
    void answers() {
        byte[] check = new byte[256];
        var request = new BindingRequest(new byte[12], "serverFrag:clnt", 1, true, 7, true);
        int checkLength = writer.request(check, 3, request, key);
        assertThat(view.wrap(check, 3, checkLength)).isTrue();
        assertThat(view.integrityMatches(key) && view.fingerprintMatches()).isTrue();
        assertThat(view.useCandidate() && view.controlling()).isTrue();
        assertThat(view.localUfrag()).isEqualTo("serverFrag");

        byte[] answer = new byte[StunWriter.MAX_RESPONSE_BYTES];
        var answered = new StunView();
        for (String host : List.of("127.0.0.1", "::1")) {
            var from = new InetSocketAddress(host, 50_000);
            int length = writer.success(answer, 0, view, from, key);
            assertThat(length).isLessThanOrEqualTo(checkLength);
            assertThat(answered.wrap(answer, 0, length)).isTrue();
            assertThat(answered.type()).isEqualTo(Stun.BINDING_SUCCESS);
            assertThat(answered.mappedAddress()).isEqualTo(from);
            assertThat(answered.transactionIdEquals(new byte[12], 0)).isTrue();
            assertThat(answered.integrityMatches(key) && answered.fingerprintMatches()).isTrue();
        }
        for (int code : List.of(400, 401, 420, 487)) {
            int length = writer.error(answer, 0, view, code, key);
            assertThat(length).isLessThanOrEqualTo(checkLength);
            assertThat(answered.wrap(answer, 0, length)).isTrue();
            assertThat(answered.type()).isEqualTo(Stun.BINDING_ERROR);
            assertThat(answered.errorCode()).isEqualTo(code);
            assertThat(answered.integrityMatches(key) && answered.fingerprintMatches()).isTrue();
        }
        int unsigned = writer.error(answer, 0, view, Stun.BAD_REQUEST, null);
        assertThat(answered.wrap(answer, 0, unsigned)).isTrue();
        assertThat(answered.hasIntegrity()).isFalse();
    }

    @Test
    @DisplayName("what stands behind MESSAGE-INTEGRITY is not believed")
    void behindIntegrity() {
        byte[] message = new byte[REQUEST.length - 4];
        System.arraycopy(REQUEST, 0, message, 0, message.length);
        // FINGERPRINT (8 bytes) gives way to USE-CANDIDATE (4 bytes).
        System.arraycopy(hex("00250000"), 0, message, message.length - 4, 4);
        message[3] = (byte) (message.length - Stun.HEADER_BYTES);
        assertThat(view.wrap(message, 0, message.length)).isTrue();
        assertThat(view.integrityMatches(key)).isTrue();
        assertThat(view.useCandidate()).isFalse();
    }

    @Test
    @DisplayName("[S9] 100,000 broken STUN messages are refused or read without a throwable")
    void robust() {
        var mutator = new Mutator(5769, List.of(REQUEST, RESPONSE_V4, RESPONSE_V6));
        int accepted = 0;
        int authentic = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] input = mutator.next();
            if (view.wrap(input, 0, input.length)) {
                accepted++;
                assertThat(view.localUfrag().length()).isLessThanOrEqualTo(input.length);
                assertThat(view.remoteUfrag().length()).isLessThanOrEqualTo(input.length);
                assertThat(view.errorCode()).isBetween(0, 955);
                view.mappedAddress();
                view.priority();
                view.tieBreaker();
                view.fingerprintMatches();
                authentic += view.integrityMatches(key) ? 1 : 0;
            }
        }
        assertThat(accepted).isBetween(10_000, 95_000);
        assertThat(authentic).isBetween(1_000, accepted);
    }

    private static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts));
    }
}
