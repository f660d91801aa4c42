package io.mitalk.media.sfu;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mitalk.media.dtls.Turnstile;
import io.mitalk.media.overload.Relief;
import io.mitalk.media.sctp.SctpCounters;
import io.mitalk.media.tcp.TcpCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/** Thread-safe. The workers' counters as meters: registered once, read when somebody asks, removed at the end. */
final class SfuMeters {

    private final MeterRegistry registry;
    private final List<Worker> workers;
    private final List<Meter> meters = new ArrayList<>();

    private SfuMeters(MeterRegistry registry, List<Worker> workers) {
        this.registry = registry;
        this.workers = List.copyOf(workers);
    }

    static SfuMeters register(MeterRegistry registry, List<Worker> workers, Turnstile turnstile) {
        var meters = new SfuMeters(registry, workers);
        meters.registerGauges();
        meters.registerCounters();
        meters.registerHandshakes(turnstile);
        meters.registerOverload();
        workers.forEach(meters::registerWorker);
        return meters;
    }

    private void registerGauges() {
        gauge("mitalk.media.rooms", "Rooms open", w -> counters(w).rooms);
        gauge("mitalk.media.peers", "Peers in rooms", w -> counters(w).peers);
        for (var state : TransportState.values()) {
            meters.add(
                    Gauge.builder(
                                    "mitalk.media.transports",
                                    workers,
                                    all -> sum(all, w -> counters(w).transports(state)))
                            .description("Transports by state")
                            .tag("state", state.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        meters.add(
                Gauge.builder(
                                "mitalk.media.worker.lag",
                                workers,
                                all ->
                                        all.stream()
                                                        .mapToLong(w -> counters(w).lagNs)
                                                        .max()
                                                        .orElse(0)
                                                / 1e9)
                        .description("How late the latest timer of the slowest worker ran")
                        .baseUnit("seconds")
                        .register(registry));
    }

    private void registerCounters() {
        counter("mitalk.media.packets.in", "Datagrams received", w -> counters(w).packetsIn);
        counter("mitalk.media.bytes.in", "UDP payload received", w -> counters(w).bytesIn);
        counter("mitalk.media.packets.out", "Datagrams sent", w -> w.context().egress().packets());
        counter("mitalk.media.bytes.out", "UDP payload sent", w -> w.context().egress().bytes());
        counter(
                "mitalk.media.packets.refused",
                "Datagrams that the system did not take",
                w -> w.context().egress().refused());
        for (var rendition : Rendition.values()) {
            meters.add(
                    FunctionCounter.builder(
                                    "mitalk.media.forwarded",
                                    workers,
                                    all -> sum(all, w -> counters(w).forwarded(rendition)))
                            .description("Packets forwarded, by the shape they went out in")
                            .tag("rendition", rendition.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        counter(
                "mitalk.media.suppressed",
                "Packets of those who were not among the loudest",
                w -> counters(w).suppressed);
        counter(
                "mitalk.media.red.repairs",
                "Lost packets that came along with a later one",
                w -> counters(w).redRepairs);
        counter("mitalk.media.merges", "Packets made of several", w -> counters(w).merged);
        counter(
                "mitalk.media.nacks.in",
                "Packets receivers missed",
                w -> counters(w).nacksReceived);
        counter("mitalk.media.nacks.out", "Packets we missed", w -> counters(w).nacksSent);
        counter("mitalk.media.retransmits", "Packets sent again", w -> counters(w).retransmits);
        counter(
                "mitalk.media.retransmits.missed",
                "Packets asked for and no longer kept",
                w -> counters(w).retransmitsMissed);
        counter("mitalk.media.handshakes", "Handshakes done", w -> counters(w).handshakes);
        counter(
                "mitalk.media.handshakes.failed",
                "Handshakes refused or broken",
                w -> counters(w).handshakesFailed);
        registerData();
        for (var reason : DropReason.values()) {
            meters.add(
                    FunctionCounter.builder(
                                    "mitalk.media.drops",
                                    workers,
                                    all -> sum(all, w -> counters(w).drops(reason)))
                            .description("Datagrams that went no further")
                            .tag("reason", reason.label())
                            .register(registry));
        }
    }

    private void registerOverload() {
        meters.add(
                Gauge.builder(
                                "mitalk.media.overload.level",
                                workers,
                                all ->
                                        all.stream()
                                                .map(w -> w.context().overload().relief())
                                                .mapToInt(SfuMeters::level)
                                                .max()
                                                .orElse(0))
                        .description(
                                "What the worker furthest behind gives up: 0 nothing, 1 statistics, 2 quality,"
                                        + " 3 short packets of the audience, 4 joins")
                        .register(registry));
        meters.add(
                Gauge.builder(
                                "mitalk.media.overload.lag",
                                workers,
                                all ->
                                        all.stream()
                                                        .mapToLong(
                                                                w ->
                                                                        w.context()
                                                                                .overload()
                                                                                .standingNs())
                                                        .max()
                                                        .orElse(0)
                                                / 1e9)
                        .description("The least lag of late of the worker furthest behind")
                        .baseUnit("seconds")
                        .register(registry));
        for (var what : Relief.values()) {
            if (what != Relief.NONE) {
                meters.add(
                        FunctionCounter.builder(
                                        "mitalk.media.sheds",
                                        workers,
                                        all -> sum(all, w -> sheds(w, what)))
                                .description("What was left out or made cheaper for want of time")
                                .tag("what", what.label())
                                .register(registry));
            }
        }
    }

    @SuppressWarnings("EnumOrdinal") // the metric's values are documented
    private static int level(Relief relief) {
        return relief.ordinal();
    }

    static long sheds(Worker worker, Relief what) {
        return what == Relief.JOINS
                ? worker.context().overload().turnedAway()
                : counters(worker).sheds(what);
    }

    /** What tells how rooms spread: by the worker's port, since sums would hide it. */
    private void registerWorker(Worker worker) {
        String port = Integer.toString(worker.port());
        meters.add(
                Gauge.builder("mitalk.media.worker.peers", worker, w -> counters(w).peers)
                        .description("Peers on the worker with that port")
                        .tag("port", port)
                        .register(registry));
        meters.add(
                FunctionCounter.builder(
                                "mitalk.media.relayed",
                                worker,
                                w -> w.context().relays().received())
                        .description("Packets that other workers put for the one with that port")
                        .tag("port", port)
                        .register(registry));
        meters.add(
                Gauge.builder(
                                "mitalk.media.relay.waiting",
                                worker,
                                w -> w.context().relays().waiting())
                        .description("Packets that wait for the worker with that port")
                        .tag("port", port)
                        .register(registry));
    }

    private void registerHandshakes(Turnstile turnstile) {
        meters.add(
                Gauge.builder("mitalk.media.handshakes.waiting", turnstile, Turnstile::waiting)
                        .description("Handshakes that wait for their turn to compute")
                        .register(registry));
        meters.add(
                FunctionCounter.builder(
                                "mitalk.media.handshakes.wait", turnstile, t -> t.waitedNs() / 1e9)
                        .description("How long handshakes waited for their turns")
                        .baseUnit("seconds")
                        .register(registry));
    }

    private void registerData() {
        gauge(
                "mitalk.media.data.associations",
                "SCTP associations",
                w -> data(w).associations.sum());
        counter(
                "mitalk.media.data.established",
                "Associations opened",
                w -> data(w).established.sum());
        counter("mitalk.media.data.failed", "Associations given up", w -> data(w).failed.sum());
        counter(
                "mitalk.media.data.packets.in",
                "SCTP packets received",
                w -> data(w).packetsIn.sum());
        counter(
                "mitalk.media.data.packets.out",
                "SCTP packets sent",
                w -> data(w).packetsOut.sum());
        counter(
                "mitalk.media.data.packets.refused",
                "SCTP packets or messages that made no sense",
                w -> data(w).packetsRefused.sum());
        counter(
                "mitalk.media.data.messages.in",
                "Messages received",
                w -> data(w).messagesIn.sum());
        counter("mitalk.media.data.messages.out", "Messages sent", w -> data(w).messagesOut.sum());
        counter(
                "mitalk.media.data.bytes.in",
                "Bytes of messages received",
                w -> data(w).bytesIn.sum());
        counter(
                "mitalk.media.data.bytes.out",
                "Bytes of messages sent",
                w -> data(w).bytesOut.sum());
        counter(
                "mitalk.media.data.retransmits",
                "Chunks sent again",
                w -> data(w).retransmits.sum());
        counter("mitalk.media.data.timeouts", "Waits in vain", w -> data(w).timeouts.sum());
        counter(
                "mitalk.media.data.duplicates",
                "Chunks that came twice",
                w -> data(w).duplicates.sum());
        counter("mitalk.media.data.abandoned", "Messages given up", w -> data(w).abandoned.sum());
        counter(
                "mitalk.media.data.lossy.dropped",
                "Messages that may be lost and found no room",
                w -> data(w).lossyDropped.sum());
        counter(
                "mitalk.media.data.window.dropped",
                "Chunks beyond what we take",
                w -> data(w).windowDropped.sum());
    }

    void registerTcp(TcpCounters counters) {
        meters.add(
                Gauge.builder("mitalk.media.tcp.connections", counters, c -> c.open.sum())
                        .description("TCP connections open for media")
                        .register(registry));
        tcp(counters.accepted, "accepted", "TCP connections taken");
        tcp(counters.refused, "refused", "TCP connections beyond the bounds");
        tcp(counters.unproven, "unproven", "TCP connections without a valid check in time");
        tcp(
                counters.violations,
                "violations",
                "TCP connections that broke the order or the framing");
        tcp(counters.idle, "idle", "TCP connections closed because nothing came any more");
        tcp(counters.framesIn, "frames.in", "Frames received over TCP");
        tcp(counters.framesInDropped, "frames.in.dropped", "Frames that came too fast over TCP");
        tcp(counters.framesOut, "frames.out", "Frames sent over TCP");
        tcp(
                counters.framesStale,
                "frames.stale",
                "Frames that waited too long for their TCP client");
    }

    private void tcp(LongAdder counter, String name, String description) {
        meters.add(
                FunctionCounter.builder("mitalk.media.tcp." + name, counter, LongAdder::sum)
                        .description(description)
                        .register(registry));
    }

    private void gauge(String name, String description, ToDoubleFunction<Worker> value) {
        meters.add(
                Gauge.builder(name, workers, all -> sum(all, value))
                        .description(description)
                        .register(registry));
    }

    private void counter(String name, String description, ToDoubleFunction<Worker> value) {
        meters.add(
                FunctionCounter.builder(name, workers, all -> sum(all, value))
                        .description(description)
                        .register(registry));
    }

    private static double sum(List<Worker> workers, ToDoubleFunction<Worker> value) {
        return workers.stream().mapToDouble(value).sum();
    }

    private static Counters counters(Worker worker) {
        return worker.context().counters();
    }

    private static SctpCounters data(Worker worker) {
        return worker.context().dtls().data().channels().counters();
    }

    void close() {
        meters.forEach(registry::remove);
    }
}
