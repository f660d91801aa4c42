package io.mitalk.media.sfu;

import io.micrometer.core.instrument.MeterRegistry;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.dtls.DtlsCertificate;
import io.mitalk.media.dtls.DtlsSession;
import io.mitalk.media.dtls.DtlsWarmUp;
import io.mitalk.media.dtls.Turnstile;
import io.mitalk.media.overload.Relief;
import io.mitalk.media.tcp.TcpCounters;
import io.mitalk.media.tcp.TcpDoor;
import io.mitalk.media.udp.UdpPort;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The door to the packet plane: opens rooms on workers and closes them all. */
public final class Sfu implements AutoCloseable {

    private static final int WARM_UP_HANDSHAKES = 5;

    private final List<Worker> workers;
    private final @Nullable TcpDoor tcp;
    private final SfuMeters meters;
    private final FlightNotes notes;

    private Sfu(List<Worker> workers, @Nullable TcpDoor tcp, SfuMeters meters, FlightNotes notes) {
        this.workers = workers;
        this.tcp = tcp;
        this.meters = meters;
        this.notes = notes;
    }

    /**
     * What the SFU is given from outside.
     *
     * @param threads starts the workers and runs the DTLS queues
     */
    public record Parts(
            Clock clock, Randomness randomness, Threads threads, MeterRegistry meters) {}

    /**
     * Binds the sockets, makes the certificate and starts the workers.
     *
     * @throws UncheckedIOException when a port is taken; the message names it
     */
    public static Sfu start(SfuSettings settings, Parts parts) {
        var path = PathTrial.decide(settings, parts.clock());
        var ports = bind(settings, path);
        var streams = new StreamDirectory();
        var tcp = openTcp(settings, parts, streams, ports);
        var certificate = DtlsCertificate.create(parts.clock());
        var turnstile = new Turnstile(parts.clock(), settings.handshakes());
        var handshakes = new DtlsSession.Parts(parts.clock(), parts.threads(), turnstile);
        DtlsWarmUp.run(certificate, handshakes, WARM_UP_HANDSHAKES);
        var workers = new ArrayList<Worker>();
        for (var port : ports) {
            var door =
                    new Worker.Door(
                            port,
                            path.ciphers(),
                            certificate,
                            handshakes,
                            streams,
                            tcp == null ? 0 : tcp.port());
            workers.add(new Worker(door, settings, parts));
        }
        var meters = SfuMeters.register(parts.meters(), workers, turnstile);
        if (tcp != null) {
            meters.registerTcp(tcp.counters());
        }
        for (var worker : workers) {
            worker.start(parts.threads());
        }
        return new Sfu(List.copyOf(workers), tcp, meters, FlightNotes.open(workers));
    }

    private static List<UdpPort> bind(SfuSettings settings, PacketPath path) {
        var ports = new ArrayList<UdpPort>();
        try {
            for (int i = 0; i < settings.workers(); i++) {
                int number = settings.port() == 0 ? 0 : settings.port() + i;
                ports.add(UdpPort.bind(settings.bind(), number, path.batched()));
            }
            return ports;
        } catch (UncheckedIOException e) {
            ports.forEach(UdpPort::close);
            throw e;
        }
    }

    private static @Nullable TcpDoor openTcp(
            SfuSettings settings, Parts parts, StreamDirectory streams, List<UdpPort> ports) {
        if (!settings.tcp().on()) {
            return null;
        }
        try {
            var given = new TcpDoor.Parts(parts.clock(), parts.threads(), streams);
            return TcpDoor.open(settings.bind(), settings.tcp(), given);
        } catch (UncheckedIOException e) {
            ports.forEach(UdpPort::close);
            throw e;
        }
    }

    /**
     * Opens a room whose home is the least loaded worker of those that keep up best. {@code listener} is told of
     * everything that happens in it, perhaps by several workers at once.
     */
    public RoomHandle openRoom(String roomSid, MediaListener listener) {
        synchronized (workers) {
            var worker = workers.stream().min(Worker.LEISURE).orElseThrow();
            return new RoomHandle(new Span(roomSid, listener, workers, worker));
        }
    }

    /** Whether every worker is so far behind that no new room should be opened. */
    public boolean overloaded() {
        for (var worker : workers) {
            if (!worker.context().overload().sheds(Relief.JOINS)) {
                return false;
            }
        }
        return true;
    }

    /** The same, and counts the one that was not opened. */
    public boolean turnsAway() {
        boolean away = overloaded();
        if (away) {
            workers.getFirst().context().overload().turnAway();
        }
        return away;
    }

    /** The UDP ports of the workers, in their order. */
    public List<Integer> ports() {
        return workers.stream().map(Worker::port).toList();
    }

    /** The TCP port of all workers, 0 when there is none. */
    public int tcpPort() {
        return tcp == null ? 0 : tcp.port();
    }

    /** Stops the workers and closes the sockets; every room is told so. */
    @Override
    public void close() {
        workers.forEach(Worker::close);
        if (tcp != null) {
            tcp.close();
        }
        notes.close();
        meters.close();
    }

    /** What happened on the TCP port, null when there is none; for tests that look inside. */
    @Nullable TcpCounters tcpCounters() {
        return tcp == null ? null : tcp.counters();
    }

    /** The workers, for tests that look inside. */
    List<Worker> workers() {
        return workers;
    }
}
