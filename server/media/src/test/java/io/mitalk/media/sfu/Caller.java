package io.mitalk.media.sfu;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.dtls.DtlsCertificate;
import io.mitalk.media.dtls.DtlsFailure;
import io.mitalk.media.dtls.DtlsListener;
import io.mitalk.media.dtls.DtlsSession;
import io.mitalk.media.srtp.SrtpKeys;
import io.mitalk.media.srtp.SrtpProfile;
import io.mitalk.media.srtp.SrtpRole;
import io.mitalk.media.srtp.SrtpSession;
import io.mitalk.media.udp.Demux;
import io.mitalk.wire.rtcp.ReportBlock;
import io.mitalk.wire.rtcp.RtcpView;
import io.mitalk.wire.rtcp.RtcpWriter;
import io.mitalk.wire.rtp.RtpHeader;
import io.mitalk.wire.rtp.RtpView;
import io.mitalk.wire.stun.BindingRequest;
import io.mitalk.wire.stun.ShortTermKey;
import io.mitalk.wire.stun.Stun;
import io.mitalk.wire.stun.StunView;
import io.mitalk.wire.stun.StunWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the test's thread. A client's end of one transport, driven by hand so that a test decides about every
 * datagram: nothing is sent or read but by a call.
 */
final class Caller implements AutoCloseable {

    /** A packet that was heard; {@code level} is -1 without, {@code payload} in Latin-1. */
    record Heard(
            int ssrc,
            int sequence,
            long timestamp,
            boolean marker,
            int payloadType,
            int level,
            String payload) {}

    /** Id of the level header extension, both ways. */
    static final int LEVEL_EXTENSION = 1;

    /** Id of the mid header extension towards the server. */
    static final int MID_EXTENSION = 4;

    private static final int MAX_BYTES = 2048;
    private static final int ALERT = 21;

    private final Randomness randomness = Randomness.secure();
    private final DtlsCertificate certificate = DtlsCertificate.create(Clock.system());
    private final TransportHandle transport;
    private final Supplier<Line> network;
    private final IceParameters ice;
    private Line line;
    private final byte[] buf = new byte[MAX_BYTES];
    private final List<Heard> heard = new ArrayList<>();
    private final List<Integer> reports = new ArrayList<>();
    private final List<Integer> asked = new ArrayList<>();
    private final List<byte[]> datagrams = new ArrayList<>();
    private final RtpHeader header = new RtpHeader();
    private final StunView stun = new StunView();
    private byte[] mid = new byte[0];
    private int level = 10;
    private int payloadType = 111;
    private int stunAnswers;
    private @Nullable InetSocketAddress seenAs;
    private int dtlsAnswers;
    private int alerts;
    private int checkBytes;
    private int answerBytes;
    private final AtomicInteger dataAnswers = new AtomicInteger();
    private final DtlsSession dtls;
    private volatile @Nullable SrtpSession srtp;

    Caller(Threads threads, TransportHandle transport, Supplier<Line> network) {
        this.transport = transport;
        this.network = network;
        this.line = network.get();
        this.ice = new IceParameters(randomness.text(8), randomness.text(24));
        this.dtls =
                DtlsSession.client(
                        certificate,
                        new DtlsSession.Parts(Clock.system(), threads),
                        this::send,
                        new Keys());
    }

    private final class Keys implements DtlsListener {
        @Override
        public void handshaken(SrtpProfile profile, SrtpKeys keys, String peerFingerprint) {
            srtp = SrtpSession.create(profile, keys, SrtpRole.CLIENT);
        }

        @Override
        public void failed(DtlsFailure reason) {}

        @Override
        public void received(byte[] buf, int length) {
            dataAnswers.incrementAndGet();
        }

        @Override
        public void closed() {}
    }

    RemoteParameters remote() {
        return new RemoteParameters(ice, "sha-256", certificate.fingerprint());
    }

    /** Describes itself, checks and shakes hands until media can flow. */
    Caller connect() {
        transport.remote(remote());
        check(true);
        until(() -> stunAnswers > 0);
        startDtls();
        until(() -> srtp != null);
        return this;
    }

    void startDtls() {
        dtls.start();
    }

    /** Sends a connectivity check under the transport's present credentials. */
    void check(boolean nominate) {
        check(transport.local().ice(), nominate);
    }

    void check(IceParameters credentials, boolean nominate) {
        byte[] id = new byte[12];
        randomness.nextBytes(id);
        var request =
                new BindingRequest(
                        id, credentials.ufrag() + ":" + ice.ufrag(), 1 << 30, true, 7, nominate);
        byte[] datagram = new byte[200];
        int len =
                new StunWriter()
                        .request(datagram, 0, request, ShortTermKey.of(credentials.password()));
        checkBytes = len;
        send(datagram, len);
    }

    /** Sends one packet of Opus-like audio. */
    void say(int ssrc, int sequence, String payload) {
        send(buf, protect(ssrc, sequence, payload));
    }

    /** Sends one packet that does not follow the last one as usual. */
    void say(int ssrc, int sequence, long timestamp, boolean marker, String payload) {
        header.clear().marker(marker).timestamp(timestamp);
        send(buf, protectWith(ssrc, sequence, payload));
    }

    /** What follows has another payload type than Opus's. */
    void payloadType(int type) {
        payloadType = type;
    }

    /** How loud what follows claims to be: 0 is the loudest, 127 silence. */
    void level(int claimed) {
        level = claimed;
    }

    /** Protects a packet with that much payload in {@code packet} and throws it away. */
    void protectOnly(byte[] packet, int payloadBytes, int sequence) {
        var keys = srtp;
        int at = header.clear().payloadType(111).sequence(sequence).ssrc(77).writeTo(packet, 0);
        if (keys == null || keys.protect(packet, 0, at + payloadBytes, sequence) < 0) {
            throw new IllegalStateException("not protected");
        }
    }

    /** Packets carry that mid from now on; the empty text means none. */
    void mid(String text) {
        mid = text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Builds a packet and does not send it. */
    byte[] lose(int ssrc, int sequence, String payload) {
        return Arrays.copyOf(buf, protect(ssrc, sequence, payload));
    }

    private int protect(int ssrc, int sequence, String payload) {
        header.clear().timestamp(sequence * 960L);
        return protectWith(ssrc, sequence, payload);
    }

    private int protectWith(int ssrc, int sequence, String payload) {
        var keys = srtp;
        if (keys == null) {
            throw new IllegalStateException("not connected");
        }
        int at =
                header.payloadType(payloadType)
                        .sequence(sequence)
                        .ssrc(ssrc)
                        .audioLevel(LEVEL_EXTENSION, level, level < 127)
                        .mid(mid.length == 0 ? 0 : MID_EXTENSION, mid)
                        .writeTo(buf, 0);
        byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, buf, at, bytes.length);
        return keys.protect(buf, 0, at + bytes.length, sequence);
    }

    /** Sends bytes that are already protected. */
    void send(byte[] datagram) {
        send(datagram, datagram.length);
    }

    void send(byte[] datagram, int len) {
        try {
            line.send(datagram, len);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable SrtpSession srtp() {
        return srtp;
    }

    List<Heard> heard() {
        return heard;
    }

    /** The protected RTP datagrams as they came. */
    List<byte[]> datagrams() {
        return datagrams;
    }

    int stunAnswers() {
        return stunAnswers;
    }

    /** Our address as the last answer to a check told it. */
    @Nullable InetSocketAddress seenAs() {
        return seenAs;
    }

    /** Our address as we know it. */
    InetSocketAddress own() {
        try {
            return line.local();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int dtlsAnswers() {
        return dtlsAnswers;
    }

    /** Alerts in the clear that came. */
    int alerts() {
        return alerts;
    }

    /** How long the last check was. */
    int checkBytes() {
        return checkBytes;
    }

    /** How long the last answer to a check was. */
    int answerBytes() {
        return answerBytes;
    }

    /** Sends application data over DTLS. */
    void sendData(byte[] data) {
        dtls.execute(() -> dtls.send(data));
    }

    /** How often application data came. */
    int dataAnswers() {
        return dataAnswers.get();
    }

    /** Goes on from another port, as behind a rebound NAT. */
    void move() {
        move(network.get());
    }

    /** Goes on by another network. */
    void move(Line other) {
        swap(other).close();
    }

    /** The same, and leaves the one before open. */
    Line swap(Line other) {
        var before = line;
        line = other;
        return before;
    }

    /** Reads until the condition holds, at most 5 s; whether it held. */
    boolean until(BooleanSupplier condition) {
        long end = Clock.system().nanoTime() + 5_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (Clock.system().nanoTime() > end) {
                return false;
            }
            if (!read()) {
                pause();
            }
        }
        return true;
    }

    /** Reads whatever comes within that time. */
    void listen(int ms) {
        long end = Clock.system().nanoTime() + ms * 1_000_000L;
        while (Clock.system().nanoTime() < end) {
            if (!read()) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean read() {
        byte[] in;
        try {
            in = line.receive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (in == null) {
            return false;
        }
        int len = in.length;
        switch (Demux.kind(in, 0, len)) {
            case STUN -> {
                if (stun.wrap(in, 0, len) && stun.type() == Stun.BINDING_SUCCESS) {
                    stunAnswers++;
                    seenAs = stun.mappedAddress();
                    answerBytes = len;
                }
            }
            case DTLS -> {
                dtlsAnswers++;
                alerts += in[0] == ALERT && in[4] == 0 ? 1 : 0;
                dtls.offer(Arrays.copyOf(in, len));
            }
            case RTP -> hear(in, len);
            case RTCP -> report(in, len);
            case UNKNOWN -> {}
        }
        return true;
    }

    private void report(byte[] in, int len) {
        var keys = srtp;
        int plain = keys == null ? -1 : keys.unprotectRtcp(in, 0, len);
        var view = new RtcpView();
        if (plain <= 0 || !view.wrap(in, 0, plain)) {
            return;
        }
        while (view.next()) {
            reports.add(view.type());
            if (view.isNack()) {
                asked.add(view.nackSequence(0));
            }
        }
    }

    /** Asks for a packet again. */
    void nack(int mediaSsrc, int sequence) {
        report(writer -> writer.nack(1, mediaSsrc, new long[] {sequence}, 1));
    }

    /** Reports how much of a track was lost, in 256ths. */
    void lost(int mediaSsrc, int fraction) {
        report(writer -> writer.block(new ReportBlock(mediaSsrc, fraction, 0, 0, 0, 0, 0)));
    }

    private void report(UnaryOperator<RtcpWriter> words) {
        send(buf, seal(words));
    }

    /** A protected report that was not sent. */
    byte[] sealReport() {
        return Arrays.copyOf(buf, seal(writer -> writer));
    }

    private int seal(UnaryOperator<RtcpWriter> words) {
        var keys = srtp;
        if (keys == null) {
            throw new IllegalStateException("not connected");
        }
        int len = words.apply(new RtcpWriter().begin(buf, 0).receiverReport(1)).length();
        return keys.protectRtcp(buf, 0, len);
    }

    /** Types of the RTCP packets that came. */
    List<Integer> reports() {
        return reports;
    }

    /** First sequence number of each NACK that came. */
    List<Integer> asked() {
        return asked;
    }

    private void hear(byte[] in, int len) {
        datagrams.add(Arrays.copyOf(in, len));
        var keys = srtp;
        int plain = keys == null ? -1 : keys.unprotect(in, 0, len);
        var view = new RtpView();
        if (plain > 0 && view.wrap(in, 0, plain)) {
            heard.add(
                    new Heard(
                            view.ssrc(),
                            view.sequence(),
                            view.timestamp(),
                            view.marker(),
                            view.payloadType(),
                            view.audioLevel(LEVEL_EXTENSION),
                            new String(
                                    in,
                                    view.payloadOffset(),
                                    view.payloadLength(),
                                    StandardCharsets.ISO_8859_1)));
        }
    }

    @Override
    public void close() {
        dtls.close();
        line.close();
    }
}
