package io.mitalk.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mitalk.wire.rtcp.ReportBlock;
import io.mitalk.wire.rtcp.RtcpView;
import io.mitalk.wire.rtcp.RtcpWriter;
import io.mitalk.wire.rtp.ExtSeq;
import io.mitalk.wire.rtp.RtpHeader;
import io.mitalk.wire.rtp.RtpView;
import io.mitalk.wire.stun.BindingRequest;
import io.mitalk.wire.stun.ShortTermKey;
import io.mitalk.wire.stun.StunView;
import io.mitalk.wire.stun.StunWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class AllocationTest {

    private static final int ROUNDS = 20_000;

    /** What the measurement itself and the compiler's work on this thread may cost over all rounds. */
    private static final long NOISE_BYTES = ROUNDS / 2;

    private final byte[] buf = new byte[512];
    private final byte[] mid = "12".getBytes(StandardCharsets.US_ASCII);
    private long seen;

    @Test
    @DisplayName("reading and rewriting an RTP packet allocates nothing")
    void rtp() {
        var view = new RtpView();
        var header = new RtpHeader();
        var sequences = new ExtSeq();
        assertAllocatesNothing(
                () -> {
                    header.clear()
                            .payloadType(111)
                            .sequence(seen)
                            .ssrc(7)
                            .mid(4, mid)
                            .audioLevel(1, 20, true);
                    int length = header.writeTo(buf, 0) + 80;
                    seen += view.wrap(buf, 0, length) ? 1 : 0;
                    seen += sequences.unwrap(view.sequence()) & 1;
                    seen +=
                            view.audioLevel(1)
                                    + view.extensionLength(4)
                                    + (view.extensionEquals(4, mid) ? 1 : 0);
                    header.overwrite(buf, 0);
                });
    }

    @Test
    @DisplayName("building and walking an RTCP compound allocates nothing")
    void rtcp() {
        var view = new RtcpView();
        var writer = new RtcpWriter();
        var block = new ReportBlock(1, 2, 3, 4, 5, 6, 7);
        long[] missing = {10, 11, 40};
        assertAllocatesNothing(
                () -> {
                    writer.begin(buf, 0)
                            .senderReport(1, 2, 3, 4, 5)
                            .block(block)
                            .description(1, mid);
                    int length = writer.nack(1, 2, missing, missing.length).length();
                    seen += view.wrap(buf, 0, length) ? 1 : 0;
                    while (view.next()) {
                        seen += view.type();
                    }
                });
    }

    @Test
    @DisplayName("reading a connectivity check allocates nothing before its integrity is computed")
    void stun() {
        var view = new StunView();
        byte[] fragment = "serv".getBytes(StandardCharsets.US_ASCII);
        var request = new BindingRequest(new byte[12], "serv:clnt", 1, true, 2, true);
        int length =
                new StunWriter()
                        .request(buf, 0, request, ShortTermKey.of("abcdefghijklmnopqrstuv"));
        assertAllocatesNothing(
                () -> {
                    seen += view.wrap(buf, 0, length) ? 1 : 0;
                    seen += view.localUfragEquals(fragment) ? 1 : 0;
                    seen += view.priority() + (view.fingerprintMatches() ? 1 : 0);
                });
    }

    private void assertAllocatesNothing(Runnable round) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(seen).isPositive();
        assertThat(allocated).isLessThan(NOISE_BYTES);
    }
}
