package io.mitalk.media.sfu;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.media.dtls.DtlsCertificate;
import io.mitalk.media.dtls.DtlsSession;
import io.mitalk.media.srtp.Ciphers;
import io.mitalk.media.udp.Egress;
import io.mitalk.media.udp.RemoteAddress;
import io.mitalk.media.udp.UdpPort;
import io.mitalk.wire.rtp.RtpHeader;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that owns one UDP port and the parts of rooms on it; {@link #post}, {@link #context}'s thread-safe parts
 * and {@link #load} are for others. Its loop: wait for a datagram, an order, a packet of another worker or a timer;
 * then orders, packets, datagrams, timers.
 */
final class Worker {

    /** Whoever keeps up best comes first, then whoever has least to do. */
    static final Comparator<Worker> LEISURE =
            Comparator.comparing((Worker worker) -> worker.context.overload().relief())
                    .thenComparingInt(Worker::load);

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long LONGEST_WAIT_MS = 1000;
    private static final int DATAGRAMS_A_ROUND = 256;

    /** In a join storm there are thousands of orders, some of which make keys; sound does not wait for all of them. */
    private static final int ORDERS_A_ROUND = 256;

    private static final long JOIN_MS = 5000;

    private final UdpPort port;
    private final int tcpPort;
    private final StreamDirectory directory;
    private final StreamInbox streams;
    private final WorkerContext context;
    private final Datagram datagram;
    private final ReceivePipeline pipeline;
    private final Set<Room> rooms = new HashSet<>();
    private final AtomicInteger load = new AtomicInteger();
    private boolean ordersLeft;
    private volatile boolean running = true;
    private @Nullable Thread thread;

    /** What a worker has towards the outside; port and ciphers it closes. {@code tcpPort} is 0 when there is none. */
    record Door(
            UdpPort port,
            Ciphers ciphers,
            DtlsCertificate certificate,
            DtlsSession.Parts handshakes,
            StreamDirectory streams,
            int tcpPort) {}

    Worker(Door door, SfuSettings settings, Sfu.Parts parts) {
        this.port = door.port();
        this.tcpPort = door.tcpPort();
        this.directory = door.streams();
        var commands = new CommandQueue(port);
        this.streams = new StreamInbox(commands);
        var timers = new TimerQueue();
        var counters = new Counters();
        var data = DataPath.Parts.of(settings.data(), parts);
        this.context =
                new WorkerContext(
                        settings,
                        parts.clock(),
                        parts.randomness(),
                        new DtlsDoor(door.certificate(), door.handshakes(), data, commands),
                        commands,
                        counters,
                        new Egress(port),
                        door.ciphers(),
                        timers,
                        new AddressBook(door.streams(), streams),
                        new Relays(settings.span().relayPackets(), counters, commands),
                        new NackLoop(timers),
                        new MergeLoop(timers),
                        new Overload(settings.overload(), parts.clock().nanoTime()),
                        new RtpHeader(),
                        new AudioPacket());
        this.datagram = new Datagram(port.buffer());
        this.pipeline = new ReceivePipeline(context, datagram);
    }

    void start(Threads threads) {
        thread = threads.platform("mitalk-media-" + port.port(), this::run);
    }

    private void run() {
        var clock = context.clock();
        try {
            while (running) {
                port.await(waitMs());
                context.overload().began(clock.nanoTime());
                context.commands().awake();
                context.relays().look();
                ordersLeft = !carryOutCommands();
                boolean relayed = context.relays().take();
                boolean received = receive();
                boolean emptied = receiveStreams() && received && relayed;
                long timerLagNs = context.timers().run(clock.nanoTime());
                context.counters().lagNs = timerLagNs;
                flush();
                context.overload().ended(emptied, timerLagNs, clock.nanoTime());
            }
        } catch (IOException e) {
            LOG.error("the socket of port {} broke; its rooms are closed", port.port(), e);
        } finally {
            for (var room : List.copyOf(rooms)) {
                room.close();
            }
            flush();
            release();
        }
    }

    private long waitMs() {
        return !ordersLeft && context.relays().isEmpty() && streams.isEmpty()
                ? context.timers().waitMs(context.clock().nanoTime(), LONGEST_WAIT_MS)
                : 0;
    }

    /** What the round made goes out together. */
    private void flush() {
        int refused = context.egress().flush();
        for (int i = 0; i < refused; i++) {
            context.counters().drop(DropReason.SEND_BUFFER_FULL);
        }
        int crowded = context.egress().takeCrowded();
        for (int i = 0; i < crowded; i++) {
            context.counters().drop(DropReason.STREAM_FULL);
        }
    }

    private void release() {
        context.ciphers().close();
        port.close();
    }

    /** Whether nothing is left in the socket. */
    private boolean receive() {
        for (int i = 0; i < DATAGRAMS_A_ROUND; i++) {
            var from = port.receive();
            if (from == null) {
                return true;
            }
            receive(from, port.length());
        }
        return false;
    }

    /** Takes the datagram in the port's buffer. */
    private void receive(RemoteAddress from, int length) {
        var counters = context.counters();
        counters.packetsIn++;
        counters.bytesIn += length;
        datagram.arrived(from, length, context.clock().nanoTime());
        try {
            pipeline.run();
        } catch (RuntimeException e) {
            blame(e);
        }
    }

    /** What came over TCP goes the same way as what came over UDP. Whether nothing is left of it. */
    private boolean receiveStreams() {
        for (int i = 0; i < DATAGRAMS_A_ROUND; i++) {
            switch (streams.take()) {
                case null -> {
                    return true;
                }
                case StreamInbox.News.Came(var from, var bytes) -> {
                    System.arraycopy(bytes, 0, port.buffer(), 0, bytes.length);
                    receive(from, bytes.length);
                    handled(from);
                }
                case StreamInbox.News.Ended(var from) -> {
                    var transport = context.addresses().ofAddress(from);
                    if (transport != null) {
                        transport.streamEnded(from);
                    }
                }
            }
        }
        return false;
    }

    private static void handled(RemoteAddress from) {
        var stream = from.stream();
        if (stream != null) {
            stream.handled();
        }
    }

    /** An invariant broke: whoever's datagram it was pays for it, the room goes on. */
    private void blame(RuntimeException e) {
        LOG.error("a datagram broke an invariant; its peer is given up", e);
        var transport = datagram.transport;
        if (transport != null) {
            transport.peer().fail("internal-error");
        }
    }

    /** Whether no order is left. */
    private boolean carryOutCommands() {
        for (int i = 0; i < ORDERS_A_ROUND; i++) {
            var command = context.commands().take();
            if (command == null) {
                return true;
            }
            try {
                carryOut(command);
            } catch (RuntimeException e) {
                LOG.error("the order {} failed", command.getClass().getSimpleName(), e);
            }
        }
        return false;
    }

    private void carryOut(WorkerCommand command) {
        long nowNs = context.clock().nanoTime();
        switch (command) {
            case WorkerCommand.OpenRoom(var room) -> {
                rooms.add(room);
                room.open();
            }
            case WorkerCommand.CloseRoom(var room) -> {
                if (rooms.remove(room)) {
                    room.close();
                }
            }
            case WorkerCommand.AddPeer(var peer) -> peer.room().add(peer, nowNs);
            case WorkerCommand.ClosePeer(var peer) -> peer.room().remove(peer);
            case WorkerCommand.HidePeer(var peer, var hidden) -> peer.hidden(hidden);
            case WorkerCommand.RankPeer(var peer, var standing) -> peer.stands(standing);
            case WorkerCommand.OpenTransport(var transport) ->
                    transport.peer().add(transport, nowNs);
            case WorkerCommand.SetRemote(var transport, var parameters) ->
                    transport.remote(parameters);
            case WorkerCommand.RestartIce(var transport, var credentials) ->
                    transport.restartIce(credentials);
            case WorkerCommand.AddUpTrack(var track) -> track.room().add(track);
            case WorkerCommand.MuteTrack(var track, var room, var muted) ->
                    track.muteIn(room, muted);
            case WorkerCommand.TapTrack(var track, var tap) -> track.tapped(tap);
            case WorkerCommand.CloseUpTrack(var track) -> track.room().remove(track);
            case WorkerCommand.OpenVoice(var voice, var standing) ->
                    voice.open(voice.home(), standing);
            case WorkerCommand.RankVoice(var voice, var standing) ->
                    voice.stands(voice.home(), standing);
            case WorkerCommand.CloseVoice(var voice) -> voice.close(voice.home());
            case WorkerCommand.AddFeed(var voice, var feed) -> voice.add(feed);
            case WorkerCommand.CloseFeed(var feed) -> feed.close();
            case WorkerCommand.AddDownTrack(var track) ->
                    track.transport().peer().room().add(track);
            case WorkerCommand.PauseDownTrack(var track, var paused) -> track.paused(paused);
            case WorkerCommand.InsistDownTrack(var track, var insists) ->
                    track.source().fanOut().insist(track, insists);
            case WorkerCommand.CloseDownTrack(var track) ->
                    track.transport().peer().room().remove(track);
            case WorkerCommand.SendHandshake(var transport, var bytes) ->
                    transport.sendHandshake(bytes);
            case WorkerCommand.Handshaken(var transport, var profile, var keys, var fingerprint) ->
                    transport.handshaken(profile, keys, fingerprint);
            case WorkerCommand.HandshakeFailed(var transport, var reason) ->
                    transport.handshakeFailed(reason);
            case WorkerCommand.Settle(var done) -> done.complete(null);
            case WorkerCommand.Stop() -> running = false;
        }
    }

    /** Checks with this name that come over a stream are for this worker, from now until its transport leaves it. */
    void expect(String ufrag) {
        directory.enter(ufrag, streams);
    }

    void post(WorkerCommand command) {
        context.commands().post(command);
    }

    /** Ends the loop and waits for the thread. */
    void close() {
        post(new WorkerCommand.Stop());
        var running = thread;
        if (running == null) {
            release();
            return;
        }
        try {
            running.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Rooms and peers on it. Thread-safe. */
    int load() {
        return load.get();
    }

    /** So many rooms and peers more. Thread-safe. */
    void loaded(int more) {
        load.addAndGet(more);
    }

    int port() {
        return port.port();
    }

    /** The TCP port that its clients may use, too; 0 when there is none. */
    int tcpPort() {
        return tcpPort;
    }

    WorkerContext context() {
        return context;
    }
}
