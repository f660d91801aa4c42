package io.mitalk.media.sctp;

import io.mitalk.kit.testing.ManualClock;
import io.mitalk.kit.testing.SeededRandomness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Owned by a test. Two ends with data channels and a network between them that loses, repeats and overtakes. */
final class Link {

    private static final long MS = 1_000_000;

    final ManualClock clock = new ManualClock();
    final SctpCounters counters = new SctpCounters();
    final End client;
    final End server;
    private final SplittableRandom chance;
    private final Weather weather;
    private final PriorityQueue<Flying> flying =
            new PriorityQueue<>(
                    Comparator.comparingLong(Flying::atNs).thenComparingLong(Flying::number));
    private long number;

    /** Immutable. How many of a hundred packets are lost or come twice, and by how much they may be late. */
    record Weather(int lostPercent, int twicePercent, int delayMs, int jitterMs) {
        static final Weather FINE = new Weather(0, 0, 5, 0);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Flying(long atNs, long number, End to, byte[] packet) {}

    Link(long seed, Weather weather) {
        this(seed, weather, SctpSettings.standard(), 1 << 20);
    }

    Link(long seed, Weather weather, SctpSettings settings, int unreadBytes) {
        this.chance = new SplittableRandom(seed);
        this.weather = weather;
        var parts =
                new DataChannels.Parts(
                        settings, unreadBytes, counters, clock, new SeededRandomness(seed));
        this.client = new End(parts, true);
        this.server = new End(parts, false);
    }

    /** Owned by a test. One end and what it heard. */
    final class End implements DataListener {
        final DataChannels channels;
        final List<DataMessage> messages = new ArrayList<>();
        final List<String> opened = new ArrayList<>();
        final List<String> closed = new ArrayList<>();
        final List<byte[]> sent = new ArrayList<>();
        Predicate<byte[]> lets = packet -> true;
        boolean consumes = true;
        String end = "";

        private End(DataChannels.Parts parts, boolean active) {
            channels = new DataChannels(parts, active, this::transmit, this);
        }

        private void transmit(byte[] packet) {
            sent.add(packet);
            if (lets.test(packet)) {
                Link.this.send(this, packet);
            }
        }

        @Override
        public void opened(String label) {
            opened.add(label);
        }

        @Override
        public void message(DataMessage message) {
            messages.add(message);
            if (consumes) {
                channels.consumed(message);
            }
        }

        @Override
        public void closed(String label) {
            closed.add(label);
        }

        @Override
        public void ended(String reason) {
            end = reason;
        }
    }

    private void send(End from, byte[] packet) {
        if (chance.nextInt(100) < weather.lostPercent()) {
            return;
        }
        int copies = chance.nextInt(100) < weather.twicePercent() ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            int late = weather.jitterMs() == 0 ? 0 : chance.nextInt(weather.jitterMs());
            long atNs = clock.nanoTime() + (weather.delayMs() + late) * MS;
            flying.add(new Flying(atNs, number++, from == client ? server : client, packet));
        }
    }

    /** Lets so much time pass, with all that happens in it. */
    void run(long ms) {
        long endNs = clock.nanoTime() + ms * MS;
        while (true) {
            long next = Math.min(client.channels.dueNs(), server.channels.dueNs());
            var first = flying.peek();
            if (first != null) {
                next = Math.min(next, first.atNs());
            }
            if (next > endNs) {
                break;
            }
            clock.advance(Duration.ofNanos(Math.max(0, next - clock.nanoTime())));
            while (!flying.isEmpty() && flying.peek().atNs() <= clock.nanoTime()) {
                var arrived = flying.poll();
                arrived.to().channels.receive(arrived.packet(), 0, arrived.packet().length);
            }
            client.channels.tick();
            server.channels.tick();
        }
        clock.advance(Duration.ofNanos(endNs - clock.nanoTime()));
    }

    /** Both LiveKit channels, opened by the client, and what it takes until both ends know them. */
    Link open() {
        client.channels.create(new ChannelSpec("_reliable", true, true));
        client.channels.create(new ChannelSpec("_lossy", false, false));
        client.channels.connect();
        for (int i = 0; i < 20 && server.opened.size() < 2; i++) {
            run(1_000);
        }
        return this;
    }
}
