package io.mitalk.media.client;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.dtls.DtlsCertificate;
import io.mitalk.media.dtls.DtlsFailure;
import io.mitalk.media.dtls.DtlsListener;
import io.mitalk.media.dtls.DtlsSession;
import io.mitalk.media.sctp.ChannelSpec;
import io.mitalk.media.sctp.DataChannels;
import io.mitalk.media.sctp.DataListener;
import io.mitalk.media.sctp.DataMessage;
import io.mitalk.media.sctp.SctpCounters;
import io.mitalk.media.sctp.SctpSettings;
import io.mitalk.media.sfu.IceParameters;
import io.mitalk.media.srtp.SrtpKeys;
import io.mitalk.media.srtp.SrtpProfile;
import io.mitalk.media.srtp.SrtpRole;
import io.mitalk.media.srtp.SrtpSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. One transport seen from the client: ICE, DTLS and SRTP over a real socket on 127.0.0.1. Its
 * description is {@link #ice} and {@link #fingerprint}; {@link #connect} takes the server's and {@link #connected}
 * tells the end of it.
 */
public final class LoopbackPeer implements AutoCloseable {

    private static final int UFRAG_CHARS = 8;
    private static final int PASSWORD_CHARS = 24;
    private static final int MAX_PACKET_BYTES = 1500;
    private static final int GOODBYE_MS = 200;

    private final PeerLoop loop;
    private final DtlsCertificate certificate;
    private final Clock clock;
    private final Randomness randomness;
    private final PeerListener listener;
    private final CompletableFuture<SrtpProfile> connected = new CompletableFuture<>();
    private final CompletableFuture<Boolean> closedByServer = new CompletableFuture<>();
    private final CompletableFuture<String> dataOpened = new CompletableFuture<>();
    private final byte[] outgoing = new byte[MAX_PACKET_BYTES];

    // All under this peer's lock.
    private IceParameters ice;
    private @Nullable RemoteEnd remote;
    private @Nullable IceAgent agent;
    private @Nullable DtlsSession dtls;
    private @Nullable SrtpSession srtp;
    private volatile @Nullable DataChannels data;
    private boolean opening = true;
    private boolean consenting = true;
    private boolean departed;
    private long rtpPackets;
    private long rtpBytes;
    private long rtcpPackets;
    private long refused;
    private long checksSent;
    private long checksAnswered;
    private long otherDatagrams;

    /** Before then a tick has nothing to do. */
    private volatile long quietUntilNs;

    private volatile @Nullable PeerSocket socket;

    LoopbackPeer(
            PeerLoop loop,
            DtlsCertificate certificate,
            PeerLoop.Parts parts,
            PeerListener listener) {
        this.loop = loop;
        this.certificate = certificate;
        this.clock = parts.clock();
        this.randomness = parts.randomness();
        this.listener = listener;
        this.ice = freshIce();
        this.quietUntilNs = clock.nanoTime();
    }

    private IceParameters freshIce() {
        return new IceParameters(randomness.text(UFRAG_CHARS), randomness.text(PASSWORD_CHARS));
    }

    /** Our credentials; new ones after {@link #restartIce}. */
    public synchronized IceParameters ice() {
        return ice;
    }

    /** SHA-256 of our certificate, as in SDP. */
    public String fingerprint() {
        return certificate.fingerprint();
    }

    /** Opens these data channels when the handshake is done; to be called before {@link #connect}. */
    public void openData(List<ChannelSpec> specs, Consumer<DataMessage> reader) {
        var parts =
                new DataChannels.Parts(
                        SctpSettings.standard(), 1 << 20, new SctpCounters(), clock, randomness);
        var opened = new DataChannels(parts, true, this::sendThroughDtls, new DataEar(reader));
        specs.forEach(opened::create);
        data = opened;
    }

    /** Done with the label of the first data channel that can be used. */
    public CompletableFuture<String> dataOpened() {
        return dataOpened;
    }

    /** Sends a message on one of those channels, in vain while it is not open. */
    public void sendData(String label, byte[] message) {
        onDtls((_, channels) -> channels.send(label, false, message));
    }

    private synchronized void onDtls(BiConsumer<DtlsSession, DataChannels> task) {
        var session = dtls;
        var channels = data;
        if (session != null && channels != null) {
            session.execute(() -> task.accept(session, channels));
        }
    }

    private void sendThroughDtls(byte[] packet) {
        DtlsSession session;
        synchronized (this) {
            session = dtls;
        }
        if (session != null) {
            session.send(packet);
        }
    }

    /** Begins: checks, then the handshake. */
    public synchronized void connect(RemoteEnd end) {
        remote = end;
        var parts = loop.dtlsParts();
        var ear = new Ear();
        dtls =
                end.role() == SrtpRole.CLIENT
                        ? DtlsSession.client(certificate, parts, this::sendRaw, ear)
                        : DtlsSession.server(certificate, parts, this::sendRaw, ear);
        if (!departed) {
            departed = true;
            loop.departs();
            var _ = connected.whenComplete((_, _) -> loop.arrived());
        }
        socket = loop.bind(this, end.address());
        agent = new IceAgent(randomness, ice, end.ice(), clock.nanoTime());
        tickNow(clock.nanoTime());
    }

    /** Done when media can flow; failed when DTLS failed or the server's certificate is another than announced. */
    public CompletableFuture<SrtpProfile> connected() {
        return connected;
    }

    /** Done when the server said close_notify. */
    public CompletableFuture<Boolean> closedByServer() {
        return closedByServer;
    }

    /** Whether the current pair was answered. */
    public synchronized boolean nominated() {
        return agent != null && agent.nominated();
    }

    /** Whether received packets are opened; when not they are only counted, which is much cheaper. */
    public synchronized void open(boolean value) {
        opening = value;
    }

    /** Whether ICE checks are sent; switching them off lets consent run out. */
    public synchronized void consent(boolean value) {
        consenting = value;
    }

    /** Makes new credentials, for a restart whose answer goes to {@link #restarted}. */
    public synchronized IceParameters restartIce() {
        ice = freshIce();
        return ice;
    }

    /** Checks under new credentials of both sides; DTLS and SRTP go on. */
    public synchronized void restarted(IceParameters server) {
        if (agent != null) {
            agent.restart(ice, server, clock.nanoTime());
            quietUntilNs = clock.nanoTime();
        }
    }

    /** Goes on from another port of 127.0.0.1, as after a change of network, and checks from there. */
    public synchronized void rebind() {
        if (remote != null && agent != null) {
            closeSocket();
            socket = loop.bind(this, remote.address());
            agent.moved(clock.nanoTime());
            quietUntilNs = clock.nanoTime();
        }
    }

    /** Protects and sends a whole RTP packet; returns false while not connected or when SRTP refuses it. */
    public synchronized boolean sendRtp(byte[] packet, long extSeq) {
        if (srtp == null) {
            return false;
        }
        System.arraycopy(packet, 0, outgoing, 0, packet.length);
        return sendProtected(srtp.protect(outgoing, 0, packet.length, extSeq));
    }

    /** Sends once more a packet that was sent before. */
    public synchronized boolean sendRtpAgain(byte[] packet, long extSeq) {
        if (srtp == null) {
            return false;
        }
        System.arraycopy(packet, 0, outgoing, 0, packet.length);
        return sendProtected(srtp.protectAgain(outgoing, 0, packet.length, extSeq));
    }

    /** Protects and sends a compound RTCP packet. */
    public synchronized boolean sendRtcp(byte[] packet) {
        if (srtp == null) {
            return false;
        }
        System.arraycopy(packet, 0, outgoing, 0, packet.length);
        return sendProtected(srtp.protectRtcp(outgoing, 0, packet.length));
    }

    /** Protects an RTP packet without sending it, for tests that tamper with it or repeat it. */
    public synchronized byte[] protectOnly(byte[] packet, long extSeq) {
        if (srtp == null) {
            return new byte[0];
        }
        System.arraycopy(packet, 0, outgoing, 0, packet.length);
        return Arrays.copyOf(
                outgoing, Math.max(0, srtp.protect(outgoing, 0, packet.length, extSeq)));
    }

    /** Sends any datagram as it is. */
    public void sendRaw(byte[] datagram) {
        write(ByteBuffer.wrap(datagram));
    }

    public synchronized PeerCounters counters() {
        return new PeerCounters(
                rtpPackets,
                rtpBytes,
                rtcpPackets,
                refused,
                checksSent,
                checksAnswered,
                otherDatagrams);
    }

    /** Says close_notify and closes the socket a moment later, when that is out. */
    public void leave() {
        DtlsSession session;
        synchronized (this) {
            session = dtls;
        }
        if (session != null) {
            session.close();
        }
        loop.later(GOODBYE_MS, this::close);
    }

    /** Vanishes: closes the socket without a word. */
    @Override
    public void close() {
        loop.forget(this);
        connected.completeExceptionally(new IOException("closed"));
        closeSocket();
        DtlsSession session;
        synchronized (this) {
            session = dtls;
        }
        if (session != null) {
            session.close();
        }
    }

    private boolean sendProtected(int length) {
        if (length > 0) {
            write(ByteBuffer.wrap(outgoing, 0, length));
        }
        return length > 0;
    }

    private void write(ByteBuffer datagram) {
        var current = socket;
        if (current != null) {
            current.send(datagram);
        }
    }

    private void closeSocket() {
        var current = socket;
        socket = null;
        if (current != null) {
            current.close();
        }
    }

    /** On the loop's thread. */
    void tick(long nowNs) {
        if (nowNs - quietUntilNs >= 0 || data != null) {
            tickNow(nowNs);
        }
    }

    private synchronized void tickNow(long nowNs) {
        if (agent != null && consenting && agent.due(nowNs)) {
            int length = agent.check(outgoing, nowNs);
            checksSent++;
            write(ByteBuffer.wrap(outgoing, 0, length));
        }
        quietUntilNs = agent == null || !agent.nominated() ? nowNs : agent.nextCheckNs();
        onDtls((_, channels) -> channels.tick());
    }

    /** On the loop's thread. */
    synchronized void received(byte[] buf, int len) {
        int first = buf[0] & 0xff;
        if (first <= 3) {
            stun(buf, len);
        } else if (first >= 20 && first <= 63) {
            if (dtls != null) {
                dtls.offer(Arrays.copyOf(buf, len));
            }
        } else if (first >= 128 && first <= 191 && len > 1) {
            int second = buf[1] & 0xff;
            media(buf, len, second >= 192 && second <= 223);
        } else {
            otherDatagrams++;
        }
    }

    private void stun(byte[] buf, int len) {
        if (agent == null || remote == null) {
            return;
        }
        switch (agent.read(buf, len, remote.address(), outgoing)) {
            case ANSWERED -> {
                checksAnswered++;
                if (dtls != null && remote.role() == SrtpRole.CLIENT) {
                    dtls.start();
                }
            }
            case REPLY -> write(ByteBuffer.wrap(outgoing, 0, agent.replyLength()));
            case IGNORED -> {}
        }
    }

    private void media(byte[] buf, int len, boolean rtcp) {
        if (rtcp) {
            rtcpPackets++;
        } else {
            rtpPackets++;
            rtpBytes += len;
        }
        if (srtp == null || !opening) {
            return;
        }
        int plain = rtcp ? srtp.unprotectRtcp(buf, 0, len) : srtp.unprotect(buf, 0, len);
        if (plain < 0) {
            refused++;
        } else if (rtcp) {
            listener.rtcp(buf, 0, plain);
        } else {
            listener.rtp(buf, 0, plain, clock.nanoTime());
        }
    }

    /** What DTLS says to this peer. */
    private final class Ear implements DtlsListener {

        @Override
        public void handshaken(SrtpProfile profile, SrtpKeys keys, String peerFingerprint) {
            synchronized (LoopbackPeer.this) {
                var end = remote;
                if (end == null
                        || !(end.fingerprint().isEmpty()
                                || end.fingerprint().equals(peerFingerprint))) {
                    connected.completeExceptionally(
                            new IOException("the server's certificate is another"));
                    return;
                }
                srtp = SrtpSession.create(profile, keys, end.role());
            }
            connected.complete(profile);
            var channels = data;
            if (channels != null) {
                channels.connect();
            }
        }

        @Override
        public void failed(DtlsFailure reason) {
            connected.completeExceptionally(new IOException(reason.text()));
        }

        @Override
        public void received(byte[] buf, int length) {
            var channels = data;
            if (channels != null) {
                channels.receive(buf, 0, length);
            }
        }

        @Override
        public void closed() {
            closedByServer.complete(true);
        }
    }

    /** What the data channels say to this peer. */
    private final class DataEar implements DataListener {
        private final Consumer<DataMessage> reader;

        private DataEar(Consumer<DataMessage> reader) {
            this.reader = reader;
        }

        @Override
        public void opened(String label) {
            dataOpened.complete(label);
        }

        @Override
        public void message(DataMessage message) {
            reader.accept(message);
            onDtls((_, channels) -> channels.consumed(message));
        }

        @Override
        public void closed(String label) {}

        @Override
        public void ended(String reason) {}
    }
}
