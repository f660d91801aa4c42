package io.mitalk.media.sfu;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.overload.OverloadSettings;
import io.mitalk.media.srtp.Ciphers;
import io.mitalk.media.udp.UdpPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Owned by the test's thread. An SFU with one room on loopback, and the callers that a test puts into it. */
final class Stage implements AutoCloseable {

    static final int SPEAKER_SSRC = 1000;

    /** Payload type of redundant packets, both ways. */
    static final int RED = 63;

    final Threads threads = Threads.create();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Sfu sfu;
    final RoomHandle room;
    final List<MediaEvent> events = new CopyOnWriteArrayList<>();
    private final List<Caller> callers = new ArrayList<>();
    private @Nullable InetAddress callersAddress;
    private int ssrcs;

    Stage() {
        this(NativeUse.AUTO);
    }

    Stage(NativeUse path) {
        this(path, 15_000, 30_000);
    }

    Stage(ForwardSettings forward) {
        this(NativeUse.AUTO, 15_000, 30_000, forward, OverloadSettings.off());
    }

    /** Every path that packets can take on this machine. */
    static List<NativeUse> paths() {
        return UdpPort.batchedWorks() && Ciphers.openSslWorks()
                ? List.of(NativeUse.OFF, NativeUse.ON)
                : List.of(NativeUse.OFF);
    }

    Stage(NativeUse path, int failedMs, int neverActiveMs) {
        this(path, failedMs, neverActiveMs, ForwardSettings.standard(), OverloadSettings.off());
    }

    /** One whose worker gives things up when it falls behind. */
    Stage(OverloadSettings overload) {
        this(NativeUse.AUTO, 15_000, 30_000, ForwardSettings.standard(), overload);
    }

    private Stage(
            NativeUse path,
            int failedMs,
            int neverActiveMs,
            ForwardSettings forward,
            OverloadSettings overload) {
        this(
                settings(
                        InetAddress.getLoopbackAddress(),
                        List.of(InetAddress.getLoopbackAddress()),
                        new Patience(failedMs, neverActiveMs),
                        path,
                        new Rules(forward, overload)));
    }

    /** A stage elsewhere than on 127.0.0.1. */
    static Stage at(InetAddress address, NativeUse path) {
        return at(address, List.of(address), path);
    }

    /** A stage that is bound to one address and tells others; callers take the first until {@link #callFrom}. */
    static Stage at(InetAddress bind, List<InetAddress> addresses, NativeUse path) {
        return new Stage(
                settings(
                        bind,
                        addresses,
                        new Patience(15_000, 30_000),
                        path,
                        new Rules(ForwardSettings.standard(), OverloadSettings.off())));
    }

    /** Callers from now on use the candidate of this address. */
    void callFrom(InetAddress address) {
        callersAddress = address;
    }

    /** What is made of packets, and what is not when there is no time. */
    private record Rules(ForwardSettings forward, OverloadSettings overload) {}

    private static SfuSettings settings(
            InetAddress bind,
            List<InetAddress> addresses,
            Patience patience,
            NativeUse path,
            Rules rules) {

        return new SfuSettings(
                bind,
                0,
                1,
                addresses,
                patience.neverActiveMs(),
                patience.failedMs() * 2 / 3,
                patience.failedMs(),
                400,
                256,
                path,
                path,
                1,
                rules.forward(),
                DataSettings.standard(),
                rules.overload());
    }

    private Stage(SfuSettings settings) {
        sfu =
                Sfu.start(
                        settings,
                        new Sfu.Parts(Clock.system(), Randomness.secure(), threads, meters));
        room = sfu.openRoom("RM_test", events::add);
    }

    private record Patience(int failedMs, int neverActiveMs) {}

    /** Somebody who sends one track. */
    record Speaker(
            PeerHandle peer, TransportHandle transport, Caller caller, UpTrackHandle track) {}

    /** Somebody who hears one track. */
    record Listener(
            PeerHandle peer, TransportHandle transport, Caller caller, DownTrackHandle track) {}

    Speaker speaker(String sid) {
        var peer = room.addPeer(sid);
        var transport = peer.openTransport(TransportRole.PUBLISHER);
        var spec =
                new UpTrackSpec("TR_" + sid, "0", SPEAKER_SSRC, 111, 4, 1, false, true, RED, false);
        var track = transport.addUpTrack(spec);
        return new Speaker(peer, transport, caller(transport).connect(), track);
    }

    Listener listener(String sid, UpTrackHandle source) {
        return listener(room.addPeer(sid), sid, source, spec(0, DownTrackSpec.ANY_LENGTH_MS));
    }

    /** Somebody who takes packets that bring earlier ones along. */
    Listener redListener(String sid, UpTrackHandle source) {
        return listener(room.addPeer(sid), sid, source, spec(RED, DownTrackSpec.ANY_LENGTH_MS));
    }

    private DownTrackSpec spec(int redPayloadType, int maxPacketMs) {
        int opus = redPayloadType == 0 ? 109 : 111;
        return new DownTrackSpec(
                "3",
                2000 + ssrcs++,
                opus,
                4,
                "s",
                Caller.LEVEL_EXTENSION,
                redPayloadType,
                maxPacketMs);
    }

    /** Somebody hidden, who takes packets of that length at most. */
    Listener audience(String sid, UpTrackHandle source, int maxPacketMs) {
        var peer = room.addPeer(sid);
        peer.hidden(true);
        return listener(peer, sid, source, spec(0, maxPacketMs));
    }

    private Listener listener(
            PeerHandle peer, String sid, UpTrackHandle source, DownTrackSpec spec) {
        var transport = peer.openTransport(TransportRole.SUBSCRIBER);
        var track = transport.addDownTrack(source, spec);
        var caller = caller(transport).connect();
        caller.until(() -> connected(sid));
        return new Listener(peer, transport, caller, track);
    }

    Caller caller(TransportHandle transport) {
        var caller = new Caller(threads, transport, server(transport));
        callers.add(caller);
        return caller;
    }

    private InetSocketAddress server(TransportHandle transport) {
        return transport.local().candidates().stream()
                .filter(c -> callersAddress == null || c.getAddress().equals(callersAddress))
                .findFirst()
                .orElseThrow();
    }

    boolean connected(String sid) {
        return reached(sid, TransportState.CONNECTED);
    }

    boolean reached(String sid, TransportState state) {
        return events.stream()
                .anyMatch(
                        e ->
                                e instanceof MediaEvent.TransportChanged changed
                                        && changed.peerSid().equals(sid)
                                        && changed.state() == state);
    }

    Counters counters() {
        return sfu.workers().getFirst().context().counters();
    }

    @Override
    public void close() {
        callers.forEach(Caller::close);
        sfu.close();
        threads.close();
    }
}
