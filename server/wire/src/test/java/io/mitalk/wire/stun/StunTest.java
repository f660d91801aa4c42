package io.mitalk.wire.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.wire.WireSeeds;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class StunTest {

    private static final byte[] REQUEST = WireSeeds.stun().get(0);
    private static final byte[] RESPONSE_V4 = WireSeeds.stun().get(1);
    private static final byte[] RESPONSE_V6 = WireSeeds.stun().get(2);

    private final StunView view = new StunView();
    private final StunWriter writer = new StunWriter();
    private final ShortTermKey key = ShortTermKey.of(WireSeeds.STUN_PASSWORD);

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

    private static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts));
    }
}
