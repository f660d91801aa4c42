package io.mitalk.media.client;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.dtls.DtlsCertificate;
import io.mitalk.media.dtls.DtlsFailure;
import io.mitalk.media.dtls.DtlsListener;
import io.mitalk.media.dtls.DtlsSession;
import io.mitalk.media.sfu.IceParameters;
import io.mitalk.media.srtp.SrtpKeys;
import io.mitalk.media.srtp.SrtpProfile;
import io.mitalk.media.srtp.SrtpRole;
import io.mitalk.media.srtp.SrtpSession;
import io.mitalk.wire.stun.ShortTermKey;
import io.mitalk.wire.stun.Stun;
import io.mitalk.wire.stun.StunView;
import io.mitalk.wire.stun.StunWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Owned by a test. The smallest server a peer can connect to: ICE-lite, DTLS, and every RTP packet goes back. */
final class LiteServer {

    private final DatagramChannel channel;
    private final DtlsCertificate certificate = DtlsCertificate.create(Clock.system());
    private final IceParameters ice = new IceParameters("lite", "a-password-of-the-lite-server");
    private final DtlsSession dtls;
    private final Thread thread;
    private volatile @Nullable SrtpSession srtp;
    private volatile @Nullable InetSocketAddress peer;
    private volatile String peerFingerprint = "";
    final Set<Integer> portsSeen = ConcurrentHashMap.newKeySet();

    LiteServer(Threads threads) throws IOException {
        channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        dtls =
                DtlsSession.server(
                        certificate,
                        new DtlsSession.Parts(Clock.system(), threads),
                        this::send,
                        new Ear());
        thread = threads.platform("lite-server", this::run);
    }

    RemoteEnd end() throws IOException {
        return RemoteEnd.passive(
                ice, (InetSocketAddress) channel.getLocalAddress(), certificate.fingerprint());
    }

    String peerFingerprint() {
        return peerFingerprint;
    }

    void hangUp() {
        dtls.close();
    }

    private void send(byte[] datagram) {
        try {
            var to = peer;
            if (to != null) {
                channel.send(ByteBuffer.wrap(datagram), to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() {
        var buf = new byte[2048];
        var key = ShortTermKey.of(ice.password());
        var view = new StunView();
        var writer = new StunWriter();
        var reply = new byte[StunWriter.MAX_RESPONSE_BYTES];
        try {
            while (true) {
                var datagram = ByteBuffer.wrap(buf);
                var from = (InetSocketAddress) channel.receive(datagram);
                int len = datagram.position();
                if (view.wrap(buf, 0, len)
                        && view.type() == Stun.BINDING_REQUEST
                        && view.integrityMatches(key)) {
                    peer = from;
                    portsSeen.add(from.getPort());
                    send(Arrays.copyOf(reply, writer.success(reply, 0, view, from, key)));
                } else if (from.equals(peer)) {
                    echo(buf, len);
                }
            }
        } catch (ClosedChannelException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void echo(byte[] buf, int len) {
        if (buf[0] >= 20 && buf[0] <= 63) {
            dtls.offer(Arrays.copyOf(buf, len));
            return;
        }
        var session = srtp;
        int plain = session == null ? -1 : session.unprotect(buf, 0, len);
        if (session != null && plain > 0) {
            int seq = ((buf[2] & 0xff) << 8) | (buf[3] & 0xff);
            int sealed = session.protect(buf, 0, plain, seq);
            if (sealed > 0) {
                send(Arrays.copyOf(buf, sealed));
            }
        }
    }

    void close() throws IOException, InterruptedException {
        channel.close();
        thread.join();
        dtls.close();
    }

    private final class Ear implements DtlsListener {
        @Override
        public void handshaken(SrtpProfile profile, SrtpKeys keys, String fingerprint) {
            peerFingerprint = fingerprint;
            srtp = SrtpSession.create(profile, keys, SrtpRole.SERVER);
        }

        @Override
        public void failed(DtlsFailure reason) {
            throw new IllegalStateException(reason.text());
        }

        @Override
        public void received(byte[] buf, int length) {}

        @Override
        public void closed() {
            srtp = null;
        }
    }
}
