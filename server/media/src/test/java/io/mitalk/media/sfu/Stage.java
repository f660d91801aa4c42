package io.mitalk.media.sfu;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.overload.OverloadSettings;
import io.mitalk.media.srtp.Ciphers;
import io.mitalk.media.tcp.TcpSettings;
import io.mitalk.media.udp.UdpPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
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
    private boolean overTcp;
    private final Layout layout;
    private int ssrcs;
    private int speakers;
    private int listeners;

    Stage() {
        this(NativeUse.AUTO);
    }

    Stage(NativeUse path) {
        this(path, 15_000, 30_000);
    }

    Stage(Ground ground) {
        this(ground, Rules.standard());
    }

    Stage(Layout layout) {
        this(new Ground(NativeUse.AUTO, layout));
    }

    Stage(Layout layout, ForwardSettings forward) {
        this(
                new Ground(NativeUse.AUTO, layout),
                new Rules(forward, SpanSettings.standard(), OverloadSettings.off()));
    }

    Stage(Layout layout, SpanSettings span) {
        this(layout, span, OverloadSettings.off());
    }

    Stage(Layout layout, SpanSettings span, OverloadSettings overload) {
        this(
                new Ground(NativeUse.AUTO, layout),
                new Rules(ForwardSettings.standard(), span, overload));
    }

    private Stage(Ground ground, Rules rules) {
        this(
                settings(
                        InetAddress.getLoopbackAddress(),
                        List.of(InetAddress.getLoopbackAddress()),
                        new Bounds(15_000, 30_000),
                        ground,
                        rules),
                ground.layout());
    }

    /** Every path that packets can take on this machine. */
    static List<NativeUse> paths() {
        return UdpPort.batchedWorks() && Ciphers.openSslWorks()
                ? List.of(NativeUse.OFF, NativeUse.ON)
                : List.of(NativeUse.OFF);
    }

    Stage(NativeUse path, int failedMs, int neverActiveMs) {
        this(
                settings(
                        InetAddress.getLoopbackAddress(),
                        List.of(InetAddress.getLoopbackAddress()),
                        new Bounds(failedMs, neverActiveMs),
                        new Ground(path, Layout.TOGETHER),
                        Rules.standard()),
                Layout.TOGETHER);
    }

    /** One whose worker gives things up when it falls behind. */
    Stage(OverloadSettings overload) {
        this(
                new Ground(NativeUse.AUTO, Layout.TOGETHER),
                new Rules(ForwardSettings.standard(), SpanSettings.standard(), overload));
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
                        new Bounds(15_000, 30_000),
                        new Ground(path, Layout.TOGETHER),
                        Rules.standard()),
                Layout.TOGETHER);
    }

    /** A stage that has a TCP port, too. */
    static Stage withTcp(Ground ground, TcpSettings tcp) {
        var loopback = InetAddress.getLoopbackAddress();
        return new Stage(
                settings(
                        loopback,
                        List.of(loopback),
                        new Bounds(15_000, 30_000, tcp),
                        ground,
                        Rules.standard()),
                ground.layout());
    }

    /** Callers from now on come over TCP, or over UDP again. */
    void overTcp(boolean tcp) {
        overTcp = tcp;
    }

    /** Callers from now on use the candidate of this address. */
    void callFrom(InetAddress address) {
        callersAddress = address;
    }

    /** What is made of packets, and what is not when there is no time. */
    private record Rules(ForwardSettings forward, SpanSettings span, OverloadSettings overload) {
        static Rules standard() {
            return new Rules(
                    ForwardSettings.standard(), SpanSettings.standard(), OverloadSettings.off());
        }
    }

    private static SfuSettings settings(
            InetAddress bind,
            List<InetAddress> addresses,
            Bounds bounds,
            Ground ground,
            Rules rules) {
        return new SfuSettings(
                bind,
                0,
                ground.layout().workers,
                addresses,
                true,
                bounds.tcp(),
                bounds.neverActiveMs(),
                bounds.failedMs() * 2 / 3,
                bounds.failedMs(),
                400,
                256,
                ground.path(),
                ground.path(),
                1,
                rules.forward(),
                rules.span(),
                DataSettings.standard(),
                rules.overload());
    }

    private Stage(SfuSettings settings, Layout layout) {
        this.layout = layout;
        sfu =
                Sfu.start(
                        settings,
                        new Sfu.Parts(Clock.system(), Randomness.secure(), threads, meters));
        room = sfu.openRoom("RM_test", events::add);
    }

    private record Bounds(int failedMs, int neverActiveMs, TcpSettings tcp) {

        Bounds(int failedMs, int neverActiveMs) {
            this(failedMs, neverActiveMs, TcpSettings.OFF);
        }
    }

    private PeerHandle peer(String sid, boolean speaker) {
        boolean apart = layout.apart(speaker, speaker ? speakers++ : listeners++);
        return room.addPeer(sid, sfu.workers().get(apart ? 1 : 0));
    }

    /** Somebody who sends one track. */
    record Speaker(
            PeerHandle peer, TransportHandle transport, Caller caller, UpTrackHandle track) {}

    /** Somebody who hears one track. */
    record Listener(
            PeerHandle peer, TransportHandle transport, Caller caller, DownTrackHandle track) {}

    /** Another room, on the same worker. */
    RoomHandle anotherRoom(String sid) {
        return sfu.openRoom(sid, events::add);
    }

    Speaker speaker(String sid) {
        return speaker(peer(sid, true), sid);
    }

    Speaker speaker(RoomHandle other, String sid) {
        return speaker(other.addPeer(sid), sid);
    }

    private Speaker speaker(PeerHandle peer, String sid) {
        var transport = peer.openTransport(TransportRole.PUBLISHER);
        var spec =
                new UpTrackSpec("TR_" + sid, "0", SPEAKER_SSRC, 111, 4, 1, false, true, RED, false);
        var track = transport.addUpTrack(spec);
        return new Speaker(peer, transport, caller(transport).connect(), track);
    }

    Listener listener(String sid, UpTrackHandle source) {
        return listener(peer(sid, false), sid, source, spec(0, DownTrackSpec.ANY_LENGTH_MS));
    }

    Listener listener(RoomHandle other, String sid, UpTrackHandle source) {
        var spec = spec(0, DownTrackSpec.ANY_LENGTH_MS);
        return listener(other.addPeer(sid), sid, source, spec);
    }

    /** Somebody who takes packets that bring earlier ones along. */
    Listener redListener(String sid, UpTrackHandle source) {
        return listener(peer(sid, false), sid, source, spec(RED, DownTrackSpec.ANY_LENGTH_MS));
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
        var peer = peer(sid, false);
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
        var caller =
                overTcp
                        ? new Caller(threads, transport, () -> tcp(transport))
                        : new Caller(threads, transport, () -> Line.udp(server(transport)));
        callers.add(caller);
        return caller;
    }

    /** A connection for that transport. */
    static Line tcp(TransportHandle transport) {
        return Line.tcp(transport.local().tcpCandidates().getFirst());
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

    /** What the room's home counted. */
    Counters counters() {
        return sfu.workers().getFirst().context().counters();
    }

    /** What all workers counted. */
    long count(ToLongFunction<Counters> what) {
        return sfu.workers().stream()
                .mapToLong(worker -> what.applyAsLong(worker.context().counters()))
                .sum();
    }

    /** Lets somebody talk until all workers are done with it; whether it came so far. */
    boolean took(Caller caller, Runnable talk) {
        long before = count(counters -> counters.packetsIn);
        talk.run();
        return caller.until(() -> count(counters -> counters.packetsIn) > before) && atRest(caller);
    }

    /** Waits until all workers are done with what came in. */
    boolean atRest(Caller caller) {
        room.settled().join();
        // A packet may go on by a second relay after its first one.
        boolean once = caller.until(this::relaysAreEmpty);
        return once && caller.until(this::relaysAreEmpty);
    }

    private boolean relaysAreEmpty() {
        return sfu.workers().stream().allMatch(worker -> worker.context().relays().isEmpty());
    }

    @Override
    public void close() {
        callers.forEach(Caller::close);
        sfu.close();
        threads.close();
    }
}
