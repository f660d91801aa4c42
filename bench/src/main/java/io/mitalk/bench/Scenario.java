package io.mitalk.bench;

import io.mitalk.bench.Figures.Storm;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.client.PeerLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.DoubleStream;

/**
 * Owned by the bench's main thread. Speakers and many listeners of one room, from the first join to the figures. The
 * first {@value #SAMPLE_SIZE} listeners decrypt all the time: they also tell how running audio fares while others join;
 * and so do as many more who are spread over those that follow.
 */
final class Scenario implements AutoCloseable {

    private static final int SAMPLE_SIZE = 20;
    private static final int SAMPLE_JOINS_PER_SECOND = 20;
    private static final int WARM_UP_JOINS = 60;
    private static final int WARM_UP_JOINS_PER_SECOND = 30;
    private static final int JOIN_SECONDS = 30;
    private static final int SETTLE_MS = 3_000;
    private static final int HURRIED_SETTLE_MS = 1_000;
    private static final int DRAIN_MS = 1_000;

    private final Load load;
    private final Subject subject;
    private final Threads threads;
    private final Clock clock = Clock.system();
    private final Randomness randomness = Randomness.secure();
    private final PeerLoop loop;
    private final PeerLoop crowd;
    private final List<Publisher> speakers = new ArrayList<>();
    private final List<Threads.Timer> speaking = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private int arrivals;

    Scenario(Load load, Subject subject, Threads threads) {
        this.load = load;
        this.subject = subject;
        this.threads = threads;
        var parts = new PeerLoop.Parts(clock, randomness, threads);
        this.loop = PeerLoop.start(parts);
        this.crowd = PeerLoop.crowd(parts);
    }

    /** What came of joins: milliseconds of those that succeeded, and how many did not. */
    private record Joins(Percentiles ms, int failed) {}

    /** Joins, lets the load settle, measures, and returns what was seen. */
    Figures run() throws IOException, InterruptedException {
        speak();
        if (!subject.door().bringsLaterSpeakers()) {
            allSpeak();
        }
        warmUp();
        var sample = join(Math.min(SAMPLE_SIZE, load.listeners()), SAMPLE_JOINS_PER_SECOND);
        if (sample.failed > 0) {
            throw new IOException(sample.failed + " of the first listeners heard nothing");
        }
        settle();
        var memory = Memory.of(subject);
        int firstFrame = speakers.getFirst().sent();
        measureSample(true);
        var joins = join(load.listeners() - listeners.size(), load.joinsPerSecond());
        measureSample(false);
        int endFrame = speakers.getFirst().sent();
        settle();
        var storm = new Storm(missing(first(), 0, firstFrame, endFrame), latencies(first()));
        double[] appearMs = load.speakers() == speakers.size() ? new double[0] : appear();
        var base =
                new Figures.Joined(
                        joins.ms,
                        joins.failed,
                        storm,
                        Percentiles.of(appearMs),
                        Memory.of(subject).since(memory, joins.ms.count()));
        return measure(base);
    }

    /** Some come and go before anything counts: both this process and the server run their first joins slowly. */
    private void warmUp() throws InterruptedException {
        join(WARM_UP_JOINS, WARM_UP_JOINS_PER_SECOND);
        listeners.forEach(Listener::close);
        listeners.clear();
    }

    private void speak() throws IOException, InterruptedException {
        var publisher = new Publisher(loop, clock, randomness, speakers.size());
        speakers.add(publisher);
        await(subject.door().publish(publisher), "a speaker did not connect");
        speaking.add(threads.every(Speech.PACKET_MS, publisher::speak));
    }

    private void allSpeak() throws IOException, InterruptedException {
        while (speakers.size() < load.speakers()) {
            speak();
        }
    }

    private void settle() throws InterruptedException {
        Thread.sleep(load.hurried() ? HURRIED_SETTLE_MS : SETTLE_MS);
    }

    /** The first ones, and as many of the others. */
    private boolean decrypts(int number) {
        int apart = Math.max(1, load.listeners() / SAMPLE_SIZE);
        return number < SAMPLE_SIZE || number % apart == apart / 2;
    }

    private List<Listener> first() {
        return listeners.subList(0, Math.min(SAMPLE_SIZE, listeners.size()));
    }

    private List<Listener> spread() {
        return listeners.size() <= 2 * SAMPLE_SIZE
                ? listeners
                : listeners.subList(SAMPLE_SIZE, listeners.size());
    }

    private Joins join(int count, int perSecond) throws InterruptedException {
        var joins = new ArrayList<CompletableFuture<Double>>();
        long beganNs = clock.nanoTime();
        for (int i = 0; i < count; i++) {
            boolean sample = decrypts(listeners.size());
            var listener = new Listener(sample ? loop : crowd, clock, sample);
            listeners.add(listener);
            joins.add(subject.door().listen(listener, arrivals++));
            long dueNs = beganNs + (i + 1) * 1_000_000_000L / perSecond;
            TimeUnit.NANOSECONDS.sleep(dueNs - clock.nanoTime());
        }
        long deadlineNs = clock.nanoTime() + JOIN_SECONDS * 1_000_000_000L;
        var ms = DoubleStream.builder();
        int failed = 0;
        for (var join : joins) {
            try {
                ms.add(join.get(Math.max(1, deadlineNs - clock.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (ExecutionException | TimeoutException e) {
                failed++;
            }
        }
        if (failed > 0) {
            leaveOut();
        }
        return new Joins(Percentiles.of(ms.build().toArray()), failed);
    }

    /** Those who did not come in time are counted as such, and as nothing else. */
    private void leaveOut() {
        var absent = new ArrayList<Listener>();
        for (var listener : listeners) {
            if (!listener.joined().isDone() || listener.joined().isCompletedExceptionally()) {
                absent.add(listener);
            }
        }
        absent.forEach(Listener::close);
        listeners.removeAll(absent);
    }

    /** The other speakers come; milliseconds from each one's request to its first sound at each of the sample. */
    private double[] appear() throws IOException, InterruptedException {
        int early = speakers.size();
        allSpeak();
        settle();
        return speakers.stream()
                .skip(early)
                .flatMapToDouble(
                        speaker ->
                                listeners.stream()
                                        .mapToLong(
                                                l -> l.heard(h -> h.firstNs(speaker.index()), 0L))
                                        .filter(ns -> ns != 0)
                                        .mapToDouble(ns -> (ns - speaker.beganNs()) / 1e6))
                .toArray();
    }

    private Figures measure(Figures.Joined joined) throws IOException, InterruptedException {
        measureSample(true);
        int[] first = speakers.stream().mapToInt(Publisher::sent).toArray();
        double allocatedBefore = allocated();
        var costBefore = ProcessCost.of(subject.pid());
        var threadsBefore = ThreadCost.of(subject.pid());
        var ownBefore = ProcessCost.of(ProcessHandle.current().pid());
        long packetsBefore = packets();
        long bytesBefore = bytes();
        long beganNs = clock.nanoTime();
        Thread.sleep(Duration.ofSeconds(load.seconds()));
        double seconds = (clock.nanoTime() - beganNs) / 1e9;
        double cpu = ProcessCost.of(subject.pid()).cpuSeconds() - costBefore.cpuSeconds();
        var threadsAfter = ThreadCost.of(subject.pid());
        double own =
                ProcessCost.of(ProcessHandle.current().pid()).cpuSeconds() - ownBefore.cpuSeconds();
        long packets = packets() - packetsBefore;
        long bytes = bytes() - bytesBefore;
        int[] end = speakers.stream().mapToInt(Publisher::sent).toArray();
        measureSample(false);
        double allocated = (allocated() - allocatedBefore) / packets;
        // What was sent before the end may still be on its way.
        Thread.sleep(DRAIN_MS);
        long expected = 0;
        long lost = 0;
        for (int i = 0; i < speakers.size(); i++) {
            expected += sampled() * (end[i] - first[i]);
            lost += missing(listeners, i, first[i], end[i]);
        }
        return new Figures(
                subject.name(),
                load,
                seconds,
                cpu * 1e6 / packets,
                cpu * 1e3 / (listeners.size() * seconds),
                threadsAfter.since(threadsBefore, (double) packets, 1e-6),
                packets / seconds,
                bytes * 8 / seconds / 1e6,
                expected,
                lost,
                latencies(spread()),
                latencies(first()),
                allocated,
                joined,
                own / seconds,
                scope());
    }

    private void measureSample(boolean on) {
        for (var listener : listeners) {
            listener.heard(
                    heard -> {
                        heard.measure(on);
                        return on;
                    },
                    on);
        }
    }

    private long sampled() {
        return listeners.stream().filter(l -> l.heard(_ -> true, false)).count();
    }

    private double allocated() throws IOException, InterruptedException {
        return subject.isJvm() ? Jcmd.allocatedByWorkers(subject.pid()) : Double.NaN;
    }

    private static long missing(List<Listener> of, int speaker, int from, int to) {
        return of.stream().mapToLong(l -> l.heard(h -> h.missing(speaker, from, to), 0)).sum();
    }

    private static Percentiles latencies(List<Listener> of) {
        return Percentiles.of(
                of.stream()
                        .flatMapToDouble(
                                l -> DoubleStream.of(l.heard(Heard::latenciesMs, new double[0])))
                        .toArray());
    }

    private Figures.Scope scope() throws IOException, InterruptedException {
        var profile = await(listeners.getFirst().peer().connected(), "a listener is not connected");
        return new Figures.Scope(
                Speech.PAYLOAD_BYTES,
                Speech.PACKET_MS,
                profile.name(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString());
    }

    private long packets() {
        return listeners.stream().mapToLong(l -> l.peer().counters().rtpPackets()).sum();
    }

    private long bytes() {
        return listeners.stream().mapToLong(l -> l.peer().counters().rtpBytes()).sum();
    }

    /** What {@code future} brings, within a patient person's time. */
    static <T> T await(CompletableFuture<T> future, String failure)
            throws IOException, InterruptedException {
        try {
            return future.get(JOIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(failure + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException(failure + " within " + JOIN_SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        speaking.forEach(Threads.Timer::cancel);
        speakers.forEach(Publisher::close);
        listeners.forEach(Listener::close);
        loop.close();
        crowd.close();
    }
}
