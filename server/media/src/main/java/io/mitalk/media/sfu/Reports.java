package io.mitalk.media.sfu;

import io.mitalk.media.overload.Relief;
import io.mitalk.wire.rtcp.NtpTime;
import io.mitalk.wire.rtcp.ReportBlock;
import io.mitalk.wire.rtcp.Rtcp;
import io.mitalk.wire.rtcp.RtcpView;
import io.mitalk.wire.rtcp.RtcpWriter;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. The RTCP of one transport (RFC 3550 section 6, RFC 4585): receiver reports to a
 * publisher, sender reports to a subscriber, and what the client reports and asks for.
 */
final class Reports {

    private static final long RECEIVER_NS = 1_000_000_000L;
    private static final long SENDER_NS = 3_000_000_000L;

    /** How much rarer reports come from a worker that has no time for them. */
    private static final int SHED_FACTOR = 3;

    /** The timer that calls may come a little early. */
    private static final long SLACK_NS = 20_000_000L;

    /** A batch is sent when it is longer; with one more report and name it fits any path. */
    private static final int BATCH_BYTES = 900;

    /** A compound may ask for no more than this, and a client for no more a second than a bad network explains. */
    private static final int REPAIRS_A_COMPOUND = 128;

    private static final long REPAIRS_A_SECOND = 500;

    private final Transport transport;
    private final TokenBucket repairs;
    private final RtcpWriter writer = new RtcpWriter();
    private long receiverNs;
    private long senderNs;

    Reports(Transport transport, long nowNs) {
        this.transport = transport;
        this.repairs = new TokenBucket(REPAIRS_A_SECOND, nowNs);
        this.receiverNs = nowNs;
        this.senderNs = nowNs;
    }

    /** Sends what is due. */
    void send(long nowNs) {
        if (!transport.isReady()) {
            return;
        }
        boolean receiverDue = nowNs - receiverNs >= RECEIVER_NS - SLACK_NS;
        boolean senderDue = nowNs - senderNs >= SENDER_NS - SLACK_NS;
        if (receiverDue && !shed(nowNs - receiverNs, RECEIVER_NS)) {
            receiverNs = nowNs;
            reportReceived(nowNs);
        }
        if (senderDue && !shed(nowNs - senderNs, SENDER_NS)) {
            senderNs = nowNs;
            reportSent(nowNs);
        }
    }

    private boolean shed(long sinceNs, long everyNs) {
        var context = transport.context();
        boolean shed =
                context.overload().sheds(Relief.STATISTICS)
                        && sinceNs < SHED_FACTOR * everyNs - SLACK_NS;
        if (shed) {
            context.counters().shed(Relief.STATISTICS);
        }
        return shed;
    }

    private void reportReceived(long nowNs) {
        var tracks = transport.publications().tracks();
        if (tracks.isEmpty()) {
            return;
        }
        writer.begin(transport.context().egress().slot(), 0).receiverReport(transport.ssrc());
        for (int i = 0; i < tracks.size() && i < RtcpWriter.MAX_BLOCKS; i++) {
            var track = tracks.get(i);
            if (track.isBound()) {
                writer.block(block(track, nowNs));
            }
        }
        transport.sendRtcp(writer.length());
    }

    private static ReportBlock block(UpTrack track, long nowNs) {
        var reception = track.reception();
        // The worst receiver's loss is passed on, so that the sender's error correction covers the
        // whole way.
        int fraction = Math.max(reception.takeFractionLost(), track.worstFractionLost(nowNs));
        return new ReportBlock(
                track.ssrc(),
                fraction,
                (int) reception.lost(),
                (int) track.reportedHighest(),
                (int) reception.jitterSamples(),
                track.lastReport(),
                track.sinceLastReport(nowNs));
    }

    private void reportSent(long nowNs) {
        var context = transport.context();
        long ntp = NtpTime.ofEpochMs(context.clock().epochMs());
        var tracks = transport.downTracks();
        writer.begin(context.egress().slot(), 0);
        for (int i = 0; i < tracks.size(); i++) {
            var track = tracks.get(i);
            if (track.packets() == 0) {
                continue;
            }
            int timestamp = track.forwarder().timestampAt(nowNs);
            writer.senderReport(
                            track.spec().ssrc(), ntp, timestamp, track.packets(), track.octets())
                    .description(track.spec().ssrc(), track.cname());
            if (writer.length() > BATCH_BYTES) {
                transport.sendRtcp(writer.length());
                writer.begin(context.egress().slot(), 0);
            }
        }
        if (writer.length() > 0) {
            transport.sendRtcp(writer.length());
        }
    }

    /** Takes a compound that the client sent. */
    void received(RtcpView view, long nowNs) {
        while (view.next()) {
            if (view.type() == Rtcp.SR) {
                senderReport(view, nowNs);
                blocks(view, nowNs);
            } else if (view.type() == Rtcp.RR) {
                blocks(view, nowNs);
            } else if (view.isNack()) {
                nack(view, nowNs);
            }
        }
    }

    private void senderReport(RtcpView view, long nowNs) {
        var tracks = transport.publications().tracks();
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).sends(view.senderSsrc())) {
                tracks.get(i).reported(view.ntp(), nowNs);
            }
        }
    }

    private void blocks(RtcpView view, long nowNs) {
        for (int i = 0; i < view.count(); i++) {
            var track = downTrack(view.blockSsrc(i));
            if (track == null) {
                continue;
            }
            var feedback = track.feedback();
            feedback.report(nowNs, view.fractionLost(i), view.cumulativeLost(i), view.jitter(i));
            track.source().fanOut().reconsider(track);
            long ntp = NtpTime.ofEpochMs(transport.context().clock().epochMs());
            long rttMs = NtpTime.roundTripMs(ntp, view.lastSr(i), view.delaySinceLastSr(i));
            if (rttMs >= 0) {
                feedback.roundTrip((double) rttMs);
            }
        }
    }

    private void nack(RtcpView view, long nowNs) {
        var track = downTrack(view.mediaSsrc());
        if (track == null) {
            return;
        }
        int asked = 0;
        for (int i = 0; i < view.nackCount() && asked < REPAIRS_A_COMPOUND; i++) {
            // The mask with the first number put before it: bit b asks for PID + b.
            int wanted = view.nackMask(i) << 1 | 1;
            for (int bit = 0; bit <= 16; bit++) {
                if ((wanted >> bit & 1) != 0) {
                    asked++;
                    transport.context().counters().nacksReceived++;
                    if (repairs.take(1, nowNs)) {
                        track.resend(view.nackSequence(i) + bit & 0xFFFF, nowNs);
                    }
                }
            }
        }
    }

    private @Nullable DownTrack downTrack(int ssrc) {
        var tracks = transport.downTracks();
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).spec().ssrc() == ssrc) {
                return tracks.get(i);
            }
        }
        return null;
    }
}
