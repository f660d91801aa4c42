package io.mitalk.media.sfu;

import io.mitalk.wire.rtp.RtpView;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. What the steps of the receive pipeline hand to each other about the datagram at hand; one
 * object for all datagrams.
 */
final class Datagram {

    final byte[] buf;
    final RtpView view = new RtpView();
    int len;
    long nowNs;
    InetSocketAddress from = new InetSocketAddress(0);

    /** Whose it is, once its address was looked up. */
    @Nullable Transport transport;

    /** Which track it belongs to, once its source was looked up. */
    @Nullable UpTrack track;

    /** Its sequence number without wrapping, once the track has seen it. */
    long extSeq;

    /** Samples at 48 kHz since the packet before, once the track has seen it. */
    int samples;

    /** Samples at 48 kHz between the end of the packet before and this one: not sent, or lost. */
    int gap;

    Datagram(byte[] buf) {
        this.buf = buf;
    }

    void arrived(InetSocketAddress sender, int length, long atNs) {
        from = sender;
        len = length;
        nowNs = atNs;
        transport = null;
        track = null;
    }
}
