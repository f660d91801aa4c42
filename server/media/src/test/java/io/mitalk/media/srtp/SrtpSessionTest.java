package io.mitalk.media.srtp;

import static io.mitalk.media.srtp.SrtpPair.SSRC;
import static io.mitalk.media.srtp.SrtpPair.open;
import static io.mitalk.media.srtp.SrtpPair.openRtcp;
import static io.mitalk.media.srtp.SrtpPair.protect;
import static io.mitalk.media.srtp.SrtpPair.protectRtcp;
import static io.mitalk.media.srtp.SrtpPair.rtcp;
import static io.mitalk.media.srtp.SrtpPair.rtp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a session promises about replay, rollover, tampering and the use of IVs. */
final class SrtpSessionTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("What one end protects the other opens, in place and at any offset, RTP and RTCP")
    void roundTrip(Variant variant) {
        var pair = SrtpPair.of(variant);
        for (int seq = 0; seq < 50; seq++) {
            var plain = rtp(SSRC, seq, 1);
            var buf = new byte[300];
            System.arraycopy(plain, 0, buf, 37, plain.length);
            int sealed = pair.client().protect(buf, 37, plain.length, seq);
            assertThat(sealed).isEqualTo(plain.length + variant.tagBytes());
            int opened = pair.server().unprotect(buf, 37, sealed);
            assertThat(Arrays.copyOfRange(buf, 37, 37 + opened)).isEqualTo(plain);

            var report = rtcp(SSRC, seq);
            var wire = protectRtcp(pair.server(), report);
            assertThat(wire).hasSize(report.length + variant.tagBytes() + 4);
            assertThat(pair.client().unprotectRtcp(wire, 0, wire.length)).isEqualTo(report.length);
            assertThat(Arrays.copyOf(wire, report.length)).isEqualTo(report);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "[S6] a flipped bit anywhere, a foreign key and plain RTP open nothing and hurt no later packet")
    void tampering(Variant variant) {
        var pair = SrtpPair.of(variant);
        var sealed = protect(pair.client(), rtp(SSRC, 100, 1), 100);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            var forged = sealed.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(open(pair.server(), forged)).as("bit %d", bit).isNegative();
        }
        for (int length = 0; length < sealed.length; length++) {
            assertThat(open(pair.server(), Arrays.copyOf(sealed, length))).isNegative();
        }
        assertThat(open(pair.server(), rtp(SSRC, 101, 1))).isEqualTo(SrtpFailure.AUTH_FAILED);
        // The server's own packets are of another key.
        assertThat(open(pair.server(), protect(pair.server(), rtp(SSRC, 101, 1), 101)))
                .isEqualTo(SrtpFailure.AUTH_FAILED);
        assertThat(open(pair.server(), sealed)).isPositive();

        var report = protectRtcp(pair.client(), rtcp(SSRC, 1));
        for (int bit = 0; bit < report.length * 8; bit++) {
            var forged = report.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(openRtcp(pair.server(), forged)).as("bit %d", bit).isNegative();
        }
        for (int length = 0; length < report.length; length++) {
            assertThat(openRtcp(pair.server(), Arrays.copyOf(report, length))).isNegative();
        }
        assertThat(openRtcp(pair.server(), report)).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[S6] random bytes never open and never throw")
    void noise(Variant variant) {
        var session = SrtpPair.of(variant).server();
        var random = new Random(6);
        for (int i = 0; i < 50_000; i++) {
            var noise = new byte[random.nextInt(120)];
            random.nextBytes(noise);
            if (noise.length > 0) {
                noise[0] = (byte) (0x80 | (noise[0] & 0x3f));
            }
            assertThat(open(session, noise)).isNegative();
            assertThat(openRtcp(session, noise)).isNegative();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[S7] each packet is accepted once, up to the window's edge, in any order")
    void replay(Variant variant) {
        var pair = SrtpPair.of(variant);
        var wire = new ArrayList<byte[]>();
        for (int seq = 1000; seq < 1000 + Received.WINDOW; seq++) {
            wire.add(protect(pair.client(), rtp(SSRC, seq, 1), seq));
        }
        var newest = wire.getLast();
        assertThat(open(pair.server(), newest)).isPositive();
        Collections.shuffle(wire, new Random(3));
        for (var packet : wire) {
            assertThat(open(pair.server(), packet))
                    .isEqualTo(Arrays.equals(packet, newest) ? SrtpFailure.REPLAYED : 100);
        }
        for (var packet : wire) {
            assertThat(open(pair.server(), packet)).isEqualTo(SrtpFailure.REPLAYED);
        }
        var next =
                protect(
                        pair.client(),
                        rtp(SSRC, 1000 + Received.WINDOW, 1),
                        1000 + Received.WINDOW);
        assertThat(open(pair.server(), next)).isPositive();

        var fresh = SrtpPair.of(variant);
        var tooOld = protect(fresh.client(), rtp(SSRC, 1000, 1), 1000);
        var edge = protect(fresh.client(), rtp(SSRC, 1001, 1), 1001);
        int last = 1000 + Received.WINDOW;
        assertThat(open(fresh.server(), protect(fresh.client(), rtp(SSRC, last, 1), last)))
                .isPositive();
        assertThat(open(fresh.server(), tooOld)).isEqualTo(SrtpFailure.REPLAYED);
        assertThat(open(fresh.server(), edge)).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("[S7] RTCP is accepted once")
    void replayedRtcp(Variant variant) {
        var pair = SrtpPair.of(variant);
        var first = protectRtcp(pair.client(), rtcp(SSRC, 1));
        var second = protectRtcp(pair.client(), rtcp(SSRC, 2));
        assertThat(openRtcp(pair.server(), second)).isPositive();
        assertThat(openRtcp(pair.server(), first)).isPositive();
        assertThat(openRtcp(pair.server(), first)).isEqualTo(SrtpFailure.REPLAYED);
        assertThat(openRtcp(pair.server(), second)).isEqualTo(SrtpFailure.REPLAYED);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "[S7] the rollover from 65535 to 0 is followed with loss, reordering and jumps of 2^15")
    void rollover(Variant variant) {
        var pair = SrtpPair.of(variant);
        var random = new Random(11);
        long seq = 65_000;
        byte[] held = new byte[0];
        for (int i = 0; i < 5_000; i++) {
            seq += 1 + random.nextInt(60);
            var packet = protect(pair.client(), rtp(SSRC, seq, 1), seq);
            if (i % 10 == 3) {
                held = packet;
                continue;
            }
            assertThat(open(pair.server(), packet)).isEqualTo(100);
            if (held.length > 0) {
                assertThat(open(pair.server(), held)).isEqualTo(100);
                held = new byte[0];
            }
        }
        for (int i = 0; i < 20; i++) {
            seq += 1 << 15;
            assertThat(open(pair.server(), protect(pair.client(), rtp(SSRC, seq, 1), seq)))
                    .isEqualTo(100);
        }
        assertThat(seq).isGreaterThan(3 * 65_536L);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "[S7] every SSRC has a state of its own, their number is bounded, and forgeries make none")
    void ssrcs(Variant variant) {
        var pair = SrtpPair.of(variant);
        for (int forged = 0; forged < 1_000; forged++) {
            assertThat(open(pair.server(), protect(pair.server(), rtp(-1 - forged, 5, 1), 5)))
                    .isEqualTo(SrtpFailure.AUTH_FAILED);
        }
        for (int ssrc = 0; ssrc < SrtpSession.MAX_RECEIVED_SSRCS; ssrc++) {
            assertThat(
                            open(
                                    pair.server(),
                                    protect(pair.client(), rtp(ssrc * 977, 65_535, 1), 65_535)))
                    .isPositive();
        }
        for (int ssrc = 0; ssrc < SrtpSession.MAX_RECEIVED_SSRCS; ssrc++) {
            assertThat(
                            open(
                                    pair.server(),
                                    protect(pair.client(), rtp(ssrc * 977, 65_536, 1), 65_536)))
                    .isPositive();
        }
        assertThat(open(pair.server(), protect(pair.client(), rtp(0xffff_fff1, 1, 1), 1)))
                .isEqualTo(SrtpFailure.TOO_MANY_SSRCS);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "[S8] what is sent again is the same bytes, also the newest packet and also twice in a row")
    void retransmission(Variant variant) {
        var pair = SrtpPair.of(variant);
        var sent = new HashMap<Long, String>();
        for (long seq = 65_400; seq < 65_700; seq++) {
            sent.put(seq, hex(protect(pair.client(), rtp(SSRC, seq, 1), seq)));
        }
        for (long seq : new long[] {65_699, 65_699, 65_698, 65_500, 65_444, 65_500}) {
            assertThat(again(pair.client(), rtp(SSRC, seq, 1), seq)).isEqualTo(sent.get(seq));
        }
        assertThat(again(pair.client(), rtp(SSRC, 65_443, 1), 65_443))
                .isEqualTo("" + SrtpFailure.NOT_SENT);
        assertThat(again(pair.client(), rtp(SSRC, 65_700, 1), 65_700))
                .isEqualTo("" + SrtpFailure.NOT_SENT);
        assertThat(hex(protect(pair.client(), rtp(SSRC, 65_700, 1), 65_700))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "[S8] no index ever protects two plaintexts: random use against a record of everything sent")
    void indexUse(Variant variant) {
        var session = SrtpPair.of(variant).client();
        var random = new Random(8);
        var sent = new HashMap<Long, String>();
        long newest = 0;
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            long seq = Math.max(0, newest + random.nextInt(12) - 8);
            var plain = rtp(SSRC, seq, random.nextInt(2));
            var buf = Arrays.copyOf(plain, plain.length + SrtpSession.RTP_OVERHEAD_BYTES);
            int length =
                    switch (random.nextInt(3)) {
                        case 0 -> session.protect(buf, 0, plain.length, seq);
                        case 1 -> session.protectLate(buf, 0, plain.length, seq);
                        default -> session.protectAgain(buf, 0, plain.length, seq);
                    };
            if (length > 0) {
                var wire = HexFormat.of().formatHex(buf, 0, length);
                var before = sent.putIfAbsent(seq, wire);
                assertThat(before == null || before.equals(wire)).isTrue();
                newest = Math.max(newest, seq);
            } else {
                refused++;
                if (length == SrtpFailure.PLAINTEXT_CHANGED) {
                    assertThat(buf).containsOnly(0);
                }
            }
        }
        assertThat(sent.size()).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "[S8] an index must be greater than all before; a late one passes once, a retired SSRC never")
    void order(Variant variant) {
        var session = SrtpPair.of(variant).client();
        assertThat(session.unused(SSRC)).isTrue();
        assertThat(tryProtect(session, 10)).isPositive();
        assertThat(tryProtect(session, 12)).isPositive();
        assertThat(tryProtect(session, 12)).isEqualTo(SrtpFailure.INDEX_USED);
        assertThat(tryProtect(session, 11)).isEqualTo(SrtpFailure.INDEX_USED);
        assertThat(tryProtect(session, 10)).isEqualTo(SrtpFailure.INDEX_USED);
        var late = Arrays.copyOf(rtp(SSRC, 11, 1), 116);
        assertThat(session.protectLate(late, 0, 100, 11)).isPositive();
        late = Arrays.copyOf(rtp(SSRC, 11, 1), 116);
        assertThat(session.protectLate(late, 0, 100, 11)).isEqualTo(SrtpFailure.INDEX_USED);
        session.retire(SSRC);
        assertThat(session.unused(SSRC)).isFalse();
        assertThat(tryProtect(session, 13)).isEqualTo(SrtpFailure.INDEX_USED);
        assertThat(again(session, rtp(SSRC, 12, 1), 12)).isEqualTo("" + SrtpFailure.NOT_SENT);
        var mismatch = Arrays.copyOf(rtp(99, 7, 1), 116);
        assertThat(session.protect(mismatch, 0, 100, 8)).isEqualTo(SrtpFailure.MALFORMED);
    }

    private static int tryProtect(SrtpSession session, long seq) {
        return session.protect(Arrays.copyOf(rtp(SSRC, seq, 1), 116), 0, 100, seq);
    }

    private static String again(SrtpSession session, byte[] plain, long seq) {
        var buf = Arrays.copyOf(plain, plain.length + SrtpSession.RTP_OVERHEAD_BYTES);
        int length = session.protectAgain(buf, 0, plain.length, seq);
        return length < 0 ? "" + length : HexFormat.of().formatHex(buf, 0, length);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
