package io.mitalk.media.sfu;

import io.mitalk.media.ice.IceCredentials;
import io.mitalk.media.ice.IceLite;
import io.mitalk.media.sfu.TimerQueue.Timer;
import io.mitalk.media.srtp.SrtpFailure;
import io.mitalk.media.srtp.SrtpKeys;
import io.mitalk.media.srtp.SrtpProfile;
import io.mitalk.media.srtp.SrtpRole;
import io.mitalk.media.srtp.SrtpSession;
import io.mitalk.media.udp.RemoteAddress;
import io.mitalk.media.udp.UdpPort;
import io.mitalk.wire.stun.StunView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. One ICE, DTLS and SRTP association with a client: where it stands, and sending on it.
 * What is received is the pipeline's, who sends what is the tracks'.
 */
final class Transport {

    /** What fits into a datagram of ours before it is protected. */
    static final int MAX_PLAIN_BYTES = UdpPort.MAX_DATAGRAM_BYTES - SrtpSession.RTCP_OVERHEAD_BYTES;

    private static final int SLOWEST_WATCH_MS = 1000;
    private static final int FASTEST_WATCH_MS = 20;

    private final WorkerContext context;
    private final Peer peer;
    private final TransportRole role;
    private final IceLite ice;
    private final Handshake handshake;
    private final Publications publications;
    private final List<DownTrack> downTracks = new ArrayList<>();
    private final Reports reports;
    private final @Nullable DataPath data;
    private final int ssrc;
    private TransportState state = TransportState.CONNECTING;
    private @Nullable SrtpSession srtp;

    /** Where everything goes: the nominated pair, and before one is, the last that was proven. */
    private @Nullable RemoteAddress remote;

    private @Nullable Timer watch;
    private long openedNs;
    private long heardNs;

    Transport(
            WorkerContext context,
            Peer peer,
            TransportRole role,
            IceCredentials credentials,
            @Nullable DataPath data) {
        this.context = context;
        this.peer = peer;
        this.role = role;
        this.data = data;
        this.ice = new IceLite(credentials);
        long nowNs = context.clock().nanoTime();
        this.handshake = new Handshake(context.dtls(), this, nowNs);
        this.publications = new Publications(nowNs);
        this.reports = new Reports(this, nowNs);
        this.ssrc = context.randomness().nextInt();
        this.openedNs = nowNs;
        this.heardNs = nowNs;
    }

    /** Starts to listen for checks. */
    void open(long nowNs) {
        context.counters().entered(state);
        openedNs = nowNs;
        heardNs = nowNs;
        if (!context.addresses().enter(ice.current().ufrag(), this)) {
            fail("ufrag-collision");
            return;
        }
        int watchMs =
                Math.clamp(
                        context.settings().disconnectedMs() / 8,
                        FASTEST_WATCH_MS,
                        SLOWEST_WATCH_MS);
        watch = context.timers().every(watchMs, nowNs, this::watch);
    }

    /** Its peer had gone before it could open: nothing will be done with it. */
    void stillborn() {
        state = TransportState.CLOSED;
        context.addresses().leave(ice.current().ufrag(), this);
    }

    /** The client's description has come. */
    void remote(RemoteParameters parameters) {
        if (isOver()) {
            return;
        }
        if (!parameters.fingerprintAlgorithm().equals("sha-256")) {
            fail("fingerprint-algorithm-unknown");
        } else if (!handshake.expect(parameters.fingerprint())) {
            fail("fingerprint-changed");
        }
    }

    void restartIce(IceCredentials credentials) {
        if (isOver()) {
            context.addresses().leave(credentials.ufrag(), this);
            return;
        }
        var abandoned = ice.restart(credentials);
        if (abandoned != null) {
            context.addresses().leave(abandoned.ufrag(), this);
        }
        if (!context.addresses().enter(credentials.ufrag(), this)) {
            fail("ufrag-collision");
        }
    }

    /** Takes a check whose integrity was verified. */
    void checked(StunView check, RemoteAddress from, long nowNs) {
        var outcome = ice.checked(check, from, nowNs);
        context.addresses().bind(from, this);
        var stream = from.stream();
        if (stream != null) {
            stream.proven();
        }
        if (ice.selected() == null) {
            remote = from;
        }
        var evicted = ice.takeEvicted();
        if (evicted != null) {
            forget(evicted);
        }
        switch (outcome) {
            case KNOWN, NEW_PAIR -> {}
            case SELECTED -> remote = from;
            case RESTARTED -> {
                remote = from;
                var ended = ice.endPrevious();
                if (ended != null) {
                    context.addresses().leave(ended.ufrag(), this);
                }
            }
        }
        heard(nowNs);
    }

    /** Nothing comes from that address any more, nor is it sent to; a stream that leads there has no other use. */
    private void forget(RemoteAddress address) {
        context.addresses().unbind(address, this);
        var stream = address.stream();
        if (stream != null) {
            stream.close();
        }
    }

    /** A stream of the client's is over: what went there goes by another way that it nominated, if there is one. */
    void streamEnded(RemoteAddress from) {
        ice.remove(from);
        forget(from);
        var selected = ice.selected();
        if (selected != null) {
            remote = selected.remote();
        } else if (from.equals(remote)) {
            remote = null;
        }
    }

    /**
     * Something authentic has come from the client. It is connected as soon as keys are there: libwebrtc nominates a
     * pair of a lite agent only with a later check, while it sends and counts itself connected already.
     */
    void heard(long nowNs) {
        heardNs = nowNs;
        if (state != TransportState.CONNECTED && remote != null && srtp != null && !isOver()) {
            enter(TransportState.CONNECTED, "connected");
        }
    }

    void sendHandshake(byte[] datagram) {
        var to = remote;
        if (to != null && !isOver() && datagram.length <= UdpPort.MAX_DATAGRAM_BYTES) {
            context.egress().send(datagram, datagram.length, to);
        }
    }

    void handshaken(SrtpProfile profile, SrtpKeys keys, String fingerprint) {
        if (isOver() || srtp != null) {
            return;
        }
        if (!handshake.matches(fingerprint)) {
            context.counters().handshakesFailed++;
            fail("fingerprint-mismatch");
            return;
        }
        context.counters().handshakes++;
        handshake.verified(context.clock().nanoTime());
        srtp = SrtpSession.create(context.ciphers(), profile, keys, SrtpRole.SERVER);
        heard(context.clock().nanoTime());
    }

    void handshakeFailed(String reason) {
        if (!isOver()) {
            context.counters().handshakesFailed++;
            fail(reason);
        }
    }

    private void watch(long nowNs) {
        long silentMs = (nowNs - heardNs) / 1_000_000;
        var settings = context.settings();
        switch (state) {
            case CONNECTING -> {
                if ((nowNs - openedNs) / 1_000_000 >= settings.neverActiveMs()) {
                    fail("never-active");
                }
            }
            case CONNECTED, DISCONNECTED -> {
                if (silentMs >= settings.failedMs()) {
                    fail("consent-lost");
                } else if (silentMs >= settings.disconnectedMs()
                        && state == TransportState.CONNECTED) {
                    enter(TransportState.DISCONNECTED, "silent");
                }
            }
            case FAILED, CLOSED -> {}
        }
        reports.send(nowNs);
    }

    /** Sends the packet in the egress slot, the newest of its SSRC. Null when it was sent. */
    @Nullable DropReason sendNew(int len, long sequence) {
        var keys = srtp;
        return keys == null
                ? DropReason.NOT_CONNECTED
                : send(keys.protect(context.egress().slot(), 0, len, sequence));
    }

    /** Sends the packet in the egress slot, which newer ones have overtaken. */
    @Nullable DropReason sendLate(int len, long sequence) {
        var keys = srtp;
        return keys == null
                ? DropReason.NOT_CONNECTED
                : send(keys.protectLate(context.egress().slot(), 0, len, sequence));
    }

    /** Sends the packet in the egress slot for the second time. */
    @Nullable DropReason sendAgain(int len, long sequence) {
        var keys = srtp;
        if (keys == null) {
            return DropReason.NOT_CONNECTED;
        }
        byte[] slot = context.egress().slot();
        int sealed = keys.protectAgain(slot, 0, len, sequence);
        // It reached the history after the receiver's numbers had gone on: this is its first time.
        return send(
                sealed == SrtpFailure.NOT_SENT ? keys.protectLate(slot, 0, len, sequence) : sealed);
    }

    /** Sends the compound RTCP packet in the egress slot. */
    @Nullable DropReason sendRtcp(int len) {
        var keys = srtp;
        return keys == null
                ? DropReason.NOT_CONNECTED
                : send(keys.protectRtcp(context.egress().slot(), 0, len));
    }

    /** Nothing will be sent under that SSRC again. */
    void retire(int ssrc) {
        var keys = srtp;
        if (keys != null) {
            keys.retire(ssrc);
        }
    }

    private @Nullable DropReason send(int sealed) {
        var to = remote;
        if (sealed < 0) {
            return DropReason.PROTECT_REFUSED;
        }
        if (to == null) {
            return DropReason.NOT_CONNECTED;
        }
        context.egress().send(sealed, to);
        return null;
    }

    /** Gives up: everything that it holds is let go, and only its state remains. */
    void fail(String reason) {
        end(TransportState.FAILED, reason);
    }

    void close() {
        end(TransportState.CLOSED, "closed");
    }

    private void end(TransportState last, String reason) {
        if (isOver()) {
            if (last == TransportState.CLOSED && state == TransportState.FAILED) {
                context.counters().left(state);
                state = last;
            }
            return;
        }
        var timer = watch;
        if (timer != null) {
            context.timers().cancel(timer);
        }
        context.addresses().leave(ice.current().ufrag(), this);
        var previous = ice.previous();
        if (previous != null) {
            context.addresses().leave(previous.ufrag(), this);
        }
        for (var pair : ice.pairs()) {
            forget(pair.remote());
        }
        handshake.close();
        peer.room().endTracks(this);
        var keys = srtp;
        if (keys != null) {
            keys.close();
        }
        srtp = null;
        remote = null;
        enter(last, reason);
        if (last == TransportState.CLOSED) {
            context.counters().left(last);
        }
    }

    private void enter(TransportState next, String reason) {
        context.counters().left(state);
        state = next;
        context.counters().entered(next);
        peer.room().tell(new MediaEvent.TransportChanged(peer.sid(), role, next, reason));
    }

    /** Whether packets can be sent to the client now; a silent one keeps its consent until it fails (RFC 7675). */
    boolean isReady() {
        return state == TransportState.CONNECTED || state == TransportState.DISCONNECTED;
    }

    /** Whether it is failed or closed. */
    boolean isOver() {
        return state == TransportState.FAILED || state == TransportState.CLOSED;
    }

    WorkerContext context() {
        return context;
    }

    Peer peer() {
        return peer;
    }

    TransportRole role() {
        return role;
    }

    IceLite ice() {
        return ice;
    }

    /** Its data channels, null where nobody asked for any. Thread-safe. */
    @Nullable DataPath data() {
        return data;
    }

    Handshake handshake() {
        return handshake;
    }

    /** The keys, null before the handshake is verified and after the end. */
    @Nullable SrtpSession srtp() {
        return srtp;
    }

    /** What the client sends; stays empty on a subscriber's transport. */
    Publications publications() {
        return publications;
    }

    /** What the client receives. */
    List<DownTrack> downTracks() {
        return downTracks;
    }

    Reports reports() {
        return reports;
    }

    /** Under which our reports and questions go to the client. */
    int ssrc() {
        return ssrc;
    }

    long heardNs() {
        return heardNs;
    }
}
