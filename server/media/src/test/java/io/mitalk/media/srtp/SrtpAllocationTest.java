package io.mitalk.media.srtp;

import static io.mitalk.media.srtp.SrtpPair.SSRC;
import static io.mitalk.media.srtp.SrtpPair.rtp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a packet costs in allocated bytes, compared with the calls of javax.crypto alone. */
final class SrtpAllocationTest {

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Few enough to run before the optimising compiler, which would hide different allocations in both. */
    private static final int PACKETS = 400;

    /** Less than the smallest object: nothing of ours is made for a packet. */
    private static final double NOTHING = 8;

    private interface Step {
        void take(long seq) throws GeneralSecurityException;
    }

    @Test
    @DisplayName(
            "Protecting and opening AES-GCM allocates no byte beyond what javax.crypto's own calls do")
    void gcm() throws GeneralSecurityException {
        var pair = SrtpPair.of(Variant.GCM_BY_JAVA);
        var plain = rtp(SSRC, 0, 1);
        var buf = new byte[plain.length + SrtpSession.RTP_OVERHEAD_BYTES];
        double ours =
                bytesPerPacket(
                        seq -> {
                            stamp(plain, buf, seq);
                            int sealed = pair.client().protect(buf, 0, plain.length, seq);
                            assertThatOpens(pair.server().unprotect(buf, 0, sealed));
                        });

        var key = new SecretKeySpec(new byte[16], "AES");
        var seal = Cipher.getInstance("AES/GCM/NoPadding");
        var open = Cipher.getInstance("AES/GCM/NoPadding");
        var iv = new byte[12];
        double bare =
                bytesPerPacket(
                        seq -> {
                            stamp(plain, buf, seq);
                            Bytes.putLong(iv, 4, seq);
                            seal.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, iv));
                            seal.updateAAD(buf, 0, 20);
                            seal.doFinal(buf, 20, plain.length - 20, buf, 20);
                            open.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, iv));
                            open.updateAAD(buf, 0, 20);
                            assertThatOpens(open.doFinal(buf, 20, plain.length - 20 + 16, buf, 20));
                        });

        assertThat(ours - bare)
                .as("ours %.1f, javax.crypto alone %.1f", ours, bare)
                .isLessThan(NOTHING);
    }

    @Test
    @DisplayName(
            "Protecting and opening AES-CM allocates no byte beyond what javax.crypto's own calls do")
    void counterMode() throws GeneralSecurityException {
        var pair = SrtpPair.of(Variant.COUNTER_MODE);
        var plain = rtp(SSRC, 0, 1);
        var buf = new byte[plain.length + SrtpSession.RTP_OVERHEAD_BYTES];
        double ours =
                bytesPerPacket(
                        seq -> {
                            stamp(plain, buf, seq);
                            int sealed = pair.client().protect(buf, 0, plain.length, seq);
                            assertThatOpens(pair.server().unprotect(buf, 0, sealed));
                        });

        var blocks = Cipher.getInstance("AES/ECB/NoPadding");
        blocks.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"));
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(new byte[20], "HmacSHA1"));
        var stream = new byte[96];
        var digest = new byte[20];
        double bare =
                bytesPerPacket(
                        seq -> {
                            stamp(plain, buf, seq);
                            for (int i = 0; i < 2; i++) {
                                blocks.update(stream, 0, 80, stream, 0);
                                mac.update(buf, 0, plain.length);
                                mac.update(digest, 0, 4);
                                mac.doFinal(digest, 0);
                            }
                        });

        assertThat(ours - bare)
                .as("ours %.1f, javax.crypto alone %.1f", ours, bare)
                .isLessThan(NOTHING);
    }

    @Test
    @DisplayName("Protecting and opening AES-GCM by OpenSSL allocates nothing")
    void openSsl() throws GeneralSecurityException {
        assumeThat(Ciphers.openSslWorks()).isTrue();
        var pair = SrtpPair.of(Variant.GCM_BY_OPENSSL);
        var plain = rtp(SSRC, 0, 1);
        var buf = new byte[plain.length + SrtpSession.RTP_OVERHEAD_BYTES];
        double ours =
                bytesPerPacket(
                        seq -> {
                            stamp(plain, buf, seq);
                            int sealed = pair.client().protect(buf, 0, plain.length, seq);
                            assertThatOpens(pair.server().unprotect(buf, 0, sealed));
                        });

        assertThat(ours).isLessThan(NOTHING);
    }

    private static void stamp(byte[] plain, byte[] buf, long seq) {
        System.arraycopy(plain, 0, buf, 0, plain.length);
        buf[2] = (byte) (seq >> 8);
        buf[3] = (byte) seq;
    }

    private static void assertThatOpens(int length) {
        if (length <= 0) {
            throw new AssertionError("did not open: " + length);
        }
    }

    /** The second half of the packets, when everything is loaded and grown. */
    private static double bytesPerPacket(Step step) throws GeneralSecurityException {
        long before = 0;
        for (long seq = 1; seq <= 2 * PACKETS; seq++) {
            if (seq == PACKETS) {
                before = THREAD.getCurrentThreadAllocatedBytes();
            }
            step.take(seq);
        }
        return (THREAD.getCurrentThreadAllocatedBytes() - before) / (double) PACKETS;
    }
}
