package io.mitalk.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors of RFC 3711 appendix B and RFC 7714 sections 16 and 17. */
final class SrtpVectorsTest {

    private static final String GCM_KEY = "000102030405060708090a0b0c0d0e0f";
    private static final String GCM_SALT = "517569642070726f2071756f";
    private static final String RTP =
            "8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e6973"
                    + "2064697669736120696e207061727465732074726573";
    private static final String SRTP =
            "8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bca"
                    + "be633bd50d294e6f42a5f47a51c7d19b36de3adf8833899d7f27beb16a9152cf765ee4390cce";
    private static final String RTCP =
            "81c8000d4d6172734e5450314e545032525450200000042a0000e930"
                    + "4c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";
    private static final String SRTCP =
            "81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f7"
                    + "6c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4";

    @Test
    @DisplayName(
            "The AES counter key stream is that of RFC 3711 B.2, from the first block to block 0xff01")
    void keyStream() {
        var transform =
                new CounterTransform(
                        bytes("2b7e151628aed2a6abf7158809cf4f3c"),
                        new byte[20],
                        bytes("f0f1f2f3f4f5f6f7f8f9fafbfcfd"));
        var stream = new byte[0xff02 * 16];
        transform.addKeyStream(stream, 0, stream.length, 0, 0);

        assertThat(hex(stream, 0, 32))
                .isEqualTo("e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab");
        assertThat(hex(stream, 0xfeff * 16, 32))
                .isEqualTo("ec8cdf7398607cb0f2d21675ea9ea1e4362b7c3c6773516318a077d7fc5073ae");
        assertThat(hex(stream, 0xff01 * 16, 16)).isEqualTo("6a2cc3787889374fbeb4c81b17ba6c44");
    }

    @Test
    @DisplayName("Session keys are those of RFC 3711 B.3")
    void keyDerivation() {
        var master =
                KeyDerivation.of(
                        bytes("e1f97a0d3e018be0d64fa32c06de4139"),
                        bytes("0ec675ad498afeebb6960b3aabe6"));

        assertThat(hex(master.derive(KeyDerivation.RTP_KEY, 16)))
                .isEqualTo("c61e7a93744f39ee10734afe3ff7a087");
        assertThat(hex(master.derive(KeyDerivation.RTP_SALT, 14)))
                .isEqualTo("30cbbc08863d8c85d49db34a9ae1");
        assertThat(hex(master.derive(KeyDerivation.RTP_AUTH, 20)))
                .isEqualTo("cebe321f6ff7716b6fd4ab49af256a156d38baa4");
    }

    @ParameterizedTest
    @MethodSource("io.mitalk.media.srtp.Variant#gcm")
    @DisplayName("AES-128-GCM seals and opens the RTP packet of RFC 7714 16.1")
    void gcmRtp(Variant variant) {
        var transform = variant.ciphers().gcm(bytes(GCM_KEY), bytes(GCM_SALT));
        var plain = bytes(RTP);
        var buf = Arrays.copyOf(plain, plain.length + SrtpSession.RTP_OVERHEAD_BYTES);

        int sealed = transform.sealRtp(buf, 0, plain.length, 12, 0xf17b);
        assertThat(hex(buf, 0, sealed)).isEqualTo(SRTP);

        var receiver = variant.ciphers().gcm(bytes(GCM_KEY), bytes(GCM_SALT));
        int opened = receiver.openRtp(buf, 0, sealed, 12, 0xf17b);
        assertThat(hex(buf, 0, opened)).isEqualTo(RTP);
    }

    @ParameterizedTest
    @MethodSource("io.mitalk.media.srtp.Variant#gcm")
    @DisplayName("AES-128-GCM seals and opens the RTCP packet of RFC 7714 17.1")
    void gcmRtcp(Variant variant) {
        var transform = variant.ciphers().gcm(bytes(GCM_KEY), bytes(GCM_SALT));
        var plain = bytes(RTCP);
        var buf = Arrays.copyOf(plain, plain.length + SrtpSession.RTCP_OVERHEAD_BYTES);

        int sealed = transform.sealRtcp(buf, 0, plain.length, 0x5d4);
        assertThat(hex(buf, 0, sealed)).isEqualTo(SRTCP);

        var receiver = variant.ciphers().gcm(bytes(GCM_KEY), bytes(GCM_SALT));
        int opened = receiver.openRtcp(buf, 0, sealed);
        assertThat(hex(buf, 0, opened)).isEqualTo(RTCP);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String hex(byte[] bytes, int off, int len) {
        return HexFormat.of().formatHex(bytes, off, off + len);
    }
}
