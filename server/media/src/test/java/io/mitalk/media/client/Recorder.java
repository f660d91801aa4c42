package io.mitalk.media.client;

import io.mitalk.wire.opus.OpusPacket;
import io.mitalk.wire.rtp.RtpView;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Thread-safe. A listener that keeps everything, for tests with few packets. */
public final class Recorder implements PeerListener {

    /** One packet as it came out of SRTP. */
    @SuppressWarnings("ArrayRecordComponent") // what a test looks at, never compared as a whole
    public record Packet(
            int ssrc,
            int payloadType,
            int sequence,
            long timestamp,
            byte[] payload,
            long arrivedNs) {

        /** How many frames of Opus it holds: several where the server merged packets. */
        int frames() {
            return Math.max(1, OpusPacket.frames(payload, 0, payload.length, new int[0]));
        }
    }

    private final List<Packet> packets = new CopyOnWriteArrayList<>();
    private final List<byte[]> reports = new CopyOnWriteArrayList<>();
    private final RtpView view = new RtpView();

    @Override
    public void rtp(byte[] buf, int off, int len, long arrivedNs) {
        if (view.wrap(buf, off, len)) {
            int at = view.payloadOffset();
            packets.add(
                    new Packet(
                            view.ssrc(),
                            view.payloadType(),
                            view.sequence(),
                            view.timestamp(),
                            Arrays.copyOfRange(buf, at, at + view.payloadLength()),
                            arrivedNs));
        }
    }

    @Override
    public void rtcp(byte[] buf, int off, int len) {
        reports.add(Arrays.copyOfRange(buf, off, off + len));
    }

    /** In the order of arrival; a live view. */
    public List<Packet> packets() {
        return packets;
    }

    /** Frames of Opus in all packets. */
    public int frames() {
        return packets.stream().mapToInt(Packet::frames).sum();
    }

    /** Compound RTCP packets in the order of arrival; a live view. */
    public List<byte[]> reports() {
        return reports;
    }
}
