package io.mitalk.media.sfu;

import io.mitalk.media.udp.RemoteAddress;
import io.mitalk.wire.rtp.RedView;
import io.mitalk.wire.rtp.RtpView;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. What the steps of the receive pipeline hand to each other about the datagram at hand; one
 * object for all datagrams.
 */
final class Datagram {

    private static final RemoteAddress NOBODY = RemoteAddress.of(new InetSocketAddress(0));

    final byte[] buf;
    final RtpView view = new RtpView();
    int len;
    long nowNs;
    RemoteAddress from = NOBODY;

    /** Whose it is, once its address was looked up. */
    @Nullable Transport transport;

    /** Which track it belongs to, once its source was looked up. */
    @Nullable UpTrack track;

    /** The packet that it carries, once its track was found. */
    final AudioPacket packet = new AudioPacket();

    /** The packets that come along with it; none unless {@link #hasEarlier}. */
    final RedView red = new RedView();

    boolean hasEarlier;

    Datagram(byte[] buf) {
        this.buf = buf;
    }

    void arrived(RemoteAddress sender, int length, long atNs) {
        from = sender;
        len = length;
        nowNs = atNs;
        transport = null;
        track = null;
        hasEarlier = false;
    }
}
