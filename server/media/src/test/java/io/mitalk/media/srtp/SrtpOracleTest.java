package io.mitalk.media.srtp;

import static io.mitalk.media.srtp.SrtpPair.SSRC;
import static io.mitalk.media.srtp.SrtpPair.protect;
import static io.mitalk.media.srtp.SrtpPair.protectRtcp;
import static io.mitalk.media.srtp.SrtpPair.rtcp;
import static io.mitalk.media.srtp.SrtpPair.rtp;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against another implementation: the same bytes out, and each opens what the other protected. */
final class SrtpOracleTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "jitsi-srtp makes the same bytes, through the rollover, and each opens what the other protected")
    void sameBytes(Variant variant) throws GeneralSecurityException {
        var profile = variant.profile();
        var exported = SrtpPair.exported(profile);
        int salt = profile.saltBytes();
        var key = Arrays.copyOfRange(exported, 0, 16);
        var clientSalt = Arrays.copyOfRange(exported, 32, 32 + salt);
        var oracleSends = factory(true, profile, key, clientSalt);
        var oracleReceives = factory(false, profile, key, clientSalt);
        var sender = oracleSends.deriveContext(SSRC, 0);
        var receiver = oracleReceives.deriveContext(SSRC, 0);
        var pair = SrtpPair.of(variant);
        for (long seq = 65_436; seq < 65_636; seq++) {
            var plain = rtp(SSRC, seq, 1);
            var ours = protect(pair.client(), plain, seq);

            var theirs = new Slice(plain);
            assertThat(sender.transformPacket(theirs)).isEqualTo(SrtpErrorStatus.OK);
            assertThat(theirs.bytes()).isEqualTo(ours);

            var opened = new Slice(ours);
            assertThat(receiver.reverseTransformPacket(opened, false))
                    .isEqualTo(SrtpErrorStatus.OK);
            assertThat(opened.bytes()).isEqualTo(plain);
            assertThat(SrtpPair.open(pair.server(), theirs.bytes())).isEqualTo(plain.length);
        }
        var controlSender = oracleSends.deriveControlContext(SSRC);
        var controlReceiver = oracleReceives.deriveControlContext(SSRC);
        for (int i = 0; i < 50; i++) {
            var plain = rtcp(SSRC, i);
            var opened = new Slice(protectRtcp(pair.client(), plain));
            assertThat(controlReceiver.reverseTransformPacket(opened))
                    .isEqualTo(SrtpErrorStatus.OK);
            assertThat(opened.bytes()).isEqualTo(plain);

            var theirs = new Slice(plain);
            assertThat(controlSender.transformPacket(theirs)).isEqualTo(SrtpErrorStatus.OK);
            assertThat(SrtpPair.openRtcp(pair.server(), theirs.bytes())).isEqualTo(plain.length);
        }
    }

    private static SrtpContextFactory factory(
            boolean sender, SrtpProfile profile, byte[] key, byte[] salt) {
        return new SrtpContextFactory(
                sender,
                key.clone(),
                salt.clone(),
                policy(profile),
                policy(profile),
                new LoggerImpl("oracle"));
    }

    private static SrtpPolicy policy(SrtpProfile profile) {
        return switch (profile) {
            case AEAD_AES_128_GCM ->
                    new SrtpPolicy(
                            SrtpPolicy.AESGCM_ENCRYPTION,
                            16,
                            SrtpPolicy.NULL_AUTHENTICATION,
                            0,
                            16,
                            12);
            case AES128_CM_HMAC_SHA1_80 ->
                    new SrtpPolicy(
                            SrtpPolicy.AESCM_ENCRYPTION,
                            16,
                            SrtpPolicy.HMACSHA1_AUTHENTICATION,
                            20,
                            10,
                            14);
        };
    }

    /** A packet in a roomy array, as the other implementation wants it. */
    private static final class Slice implements ByteArrayBuffer {

        private final byte[] buffer = new byte[1500];
        private int offset = 3;
        private int length;

        Slice(byte[] content) {
            System.arraycopy(content, 0, buffer, offset, content.length);
            length = content.length;
        }

        byte[] bytes() {
            return Arrays.copyOfRange(buffer, offset, offset + length);
        }

        @Override
        public byte[] getBuffer() {
            return buffer;
        }

        @Override
        public int getOffset() {
            return offset;
        }

        @Override
        public int getLength() {
            return length;
        }

        @Override
        public void setLength(int value) {
            length = value;
        }

        @Override
        public void setOffset(int value) {
            offset = value;
        }

        @Override
        public boolean isInvalid() {
            return false;
        }

        @Override
        public void readRegionToBuff(int at, int count, byte[] target) {
            System.arraycopy(buffer, offset + at, target, 0, count);
        }

        @Override
        public void grow(int more) {
            assertThat(offset + length + more).isLessThan(buffer.length);
        }

        @Override
        public void append(byte[] data, int count) {
            System.arraycopy(data, 0, buffer, offset + length, count);
            length += count;
        }

        @Override
        public void shrink(int less) {
            length -= less;
        }
    }
}
