package io.mitalk.media.sfu;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.media.dtls.DtlsCertificate;
import io.mitalk.media.dtls.DtlsSession;
import io.mitalk.media.srtp.Ciphers;
import io.mitalk.media.udp.Egress;
import io.mitalk.media.udp.UdpPort;
import io.mitalk.wire.rtp.RtpHeader;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that owns one UDP port and every room pinned to it; {@link #post}, {@link #context}'s thread-safe parts
 * and {@link #load} are for others. Its loop: wait for a datagram, an order or a timer; then orders, datagrams, timers.
 */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long LONGEST_WAIT_MS = 1000;
    private static final int DATAGRAMS_A_ROUND = 256;
    private static final long JOIN_MS = 5000;

    private final UdpPort port;
    private final WorkerContext context;
    private final Datagram datagram;
    private final ReceivePipeline pipeline;
    private final Set<Room> rooms = new HashSet<>();
    private final AtomicInteger load = new AtomicInteger();
    private volatile boolean running = true;
    private @Nullable Thread thread;

    /** What a worker owns towards the outside, and closes. */
    record Door(
            UdpPort port,
            Ciphers ciphers,
            DtlsCertificate certificate,
            DtlsSession.Parts handshakes) {}

    Worker(Door door, SfuSettings settings, Sfu.Parts parts) {
        this.port = door.port();
        var commands = new CommandQueue(port);
        var timers = new TimerQueue();
        var data = DataPath.Parts.of(settings.data(), parts);
        this.context =
                new WorkerContext(
                        settings,
                        parts.clock(),
                        parts.randomness(),
                        new DtlsDoor(door.certificate(), door.handshakes(), data, commands),
                        commands,
                        new Counters(),
                        new Egress(port),
                        door.ciphers(),
                        timers,
                        new AddressBook(),
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
                port.await(context.timers().waitMs(clock.nanoTime(), LONGEST_WAIT_MS));
                context.overload().began(clock.nanoTime());
                carryOutCommands();
                boolean emptied = receive();
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

    /** What the round made goes out together. */
    private void flush() {
        int refused = context.egress().flush();
        for (int i = 0; i < refused; i++) {
            context.counters().drop(DropReason.SEND_BUFFER_FULL);
        }
    }

    private void release() {
        context.ciphers().close();
        port.close();
    }

    /** Whether nothing is left in the socket. */
    private boolean receive() {
        var counters = context.counters();
        for (int i = 0; i < DATAGRAMS_A_ROUND; i++) {
            var from = port.receive();
            if (from == null) {
                return true;
            }
            counters.packetsIn++;
            counters.bytesIn += port.length();
            datagram.arrived(from, port.length(), context.clock().nanoTime());
            try {
                pipeline.run();
            } catch (RuntimeException e) {
                blame(e);
            }
        }
        return false;
    }

    /** An invariant broke: whoever's datagram it was pays for it, the room goes on. */
    private void blame(RuntimeException e) {
        LOG.error("a datagram broke an invariant; its peer is given up", e);
        var transport = datagram.transport;
        if (transport != null) {
            transport.peer().fail("internal-error");
        }
    }

    private void carryOutCommands() {
        context.commands().awake();
        for (var command = context.commands().take();
                command != null;
                command = context.commands().take()) {
            try {
                carryOut(command);
            } catch (RuntimeException e) {
                LOG.error("the order {} failed", command.getClass().getSimpleName(), e);
            }
        }
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
                    load.decrementAndGet();
                }
            }
            case WorkerCommand.AddPeer(var peer) -> peer.room().add(peer, nowNs);
            case WorkerCommand.ClosePeer(var peer) -> peer.room().remove(peer);
            case WorkerCommand.HidePeer(var peer, var hidden) -> peer.hidden(hidden);
            case WorkerCommand.RankPeer(var peer, var rank) -> peer.rank(rank);
            case WorkerCommand.OpenTransport(var transport) ->
                    transport.peer().add(transport, nowNs);
            case WorkerCommand.SetRemote(var transport, var parameters) ->
                    transport.remote(parameters);
            case WorkerCommand.RestartIce(var transport, var credentials) ->
                    transport.restartIce(credentials);
            case WorkerCommand.AddUpTrack(var track) -> room(track).add(track, nowNs);
            case WorkerCommand.MuteUpTrack(var track, var muted) -> track.muted(muted);
            case WorkerCommand.CloseUpTrack(var track) -> room(track).remove(track);
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

    private static Room room(UpTrack track) {
        return track.transport().peer().room();
    }

    void post(WorkerCommand command) {
        context.commands().post(command);
    }

    /** Pins a room to this worker. */
    Room openRoom(String sid, MediaListener listener) {
        load.incrementAndGet();
        var room = new Room(context, sid, listener);
        post(new WorkerCommand.OpenRoom(room));
        return room;
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

    /** Rooms pinned to it. */
    int load() {
        return load.get();
    }

    int port() {
        return port.port();
    }

    WorkerContext context() {
        return context;
    }
}
