package io.mitalk.bench;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.client.PeerLoop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Owned by the bench's main thread. A room of ordinary size, where hands go up and down all the time: how long it takes
 * until somebody on the stage is heard no more whom a change of the floor's mode silences.
 */
final class Leading implements AutoCloseable {

    private static final int PEOPLE = 200;
    private static final int CHANGES = 10;
    private static final int PAUSE_MS = 500;
    private static final int HANDS_PER_SECOND = 20;

    /** Nothing for so long is silence: 20 frames. */
    private static final long SILENCE_NS = TimeUnit.MILLISECONDS.toNanos(400);

    private static final long MOST_NS = TimeUnit.SECONDS.toNanos(10);

    /** Which of the two speakers it is about. */
    private static final int SPEAKER = 1;

    private final ServerProcess process;
    private final HttpClient http;
    private final URI signalling;
    private final URI api;
    private final PeerLoop loop;
    private final Threads threads;
    private final Clock clock = Clock.system();
    private final List<Runnable> open = new ArrayList<>();

    Leading(ServerProcess process, HttpClient http, PeerLoop loop, Threads threads) {
        this.process = process;
        this.http = http;
        this.loop = loop;
        this.threads = threads;
        this.signalling = process.server().url();
        this.api = URI.create("http" + signalling.toString().substring("ws".length()));
    }

    /** The first of {@code cookies} speaks beside the host, the next ones raise and lower their hands. */
    CrowdFigures.Led run(Person host, List<String> cookies)
            throws IOException, InterruptedException {
        int people = Math.min(PEOPLE, cookies.size() - 1);
        var room = host.post("/api/rooms", Crowd.opening("Led")).get("id").asString();
        String path = "/api/rooms/" + room;
        Seeds.present(process, room, people + 1);
        speak(host, path, 0);
        host.post(path + "/live", Map.of());
        var speaker = new Person(http, api, cookies.getFirst());
        host.post(path + "/offers", Map.of("identity", Seeds.identity(cookies.getFirst())));
        speaker.post(path + "/seat", Map.of());
        var second = speak(speaker, path, SPEAKER);
        var listener = new Listener(loop, clock, true);
        open.add(listener::close);
        Crowd.await(
                LiveKitDoor.listen(
                        http, signalling, Crowd.ticket(new Person(http, api), path), listener));
        var hands = new AtomicInteger();
        var raising =
                threads.every(
                        1_000 / HANDS_PER_SECOND,
                        () -> wave(cookies.subList(1, people + 1), path, hands));
        open.add(raising::cancel);
        var enforcedMs = new double[CHANGES];
        var answeredMs = new double[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            Thread.sleep(PAUSE_MS);
            long askedNs = clock.nanoTime();
            host.put(path + "/floor", Map.of("mode", "chair"));
            answeredMs[i] = (clock.nanoTime() - askedNs) / 1e6;
            // Whoever is muted by the floor may well try.
            second.unmute();
            enforcedMs[i] = Math.max(0, (silence(listener) - askedNs) / 1e6);
            host.put(path + "/floor", Map.of("mode", "free"));
            second.unmute();
            awaitSound(listener);
        }
        return new CrowdFigures.Led(
                people, Percentiles.of(enforcedMs), Percentiles.of(answeredMs), hands.get());
    }

    private Publisher speak(Person person, String path, int index)
            throws IOException, InterruptedException {
        var publisher = new Publisher(loop, clock, Randomness.secure(), index);
        open.add(publisher::close);
        var ears = new Listener(loop, clock, false);
        open.add(ears::close);
        Crowd.await(
                LiveKitDoor.publish(http, signalling, Crowd.ticket(person, path), publisher, ears));
        var speaking = threads.every(Speech.PACKET_MS, publisher::speak);
        open.add(speaking::cancel);
        return publisher;
    }

    /** One hand goes up or down. */
    private void wave(List<String> cookies, String path, AtomicInteger hands) {
        int number = hands.getAndIncrement();
        var person = new Person(http, api, cookies.get(number / 2 % cookies.size()));
        try {
            if (number % 2 == 0) {
                person.put(path + "/hand", Map.of());
            } else {
                person.delete(path + "/hand");
            }
        } catch (IOException e) {
            hands.decrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long lastNs(Listener listener) {
        return listener.heard(heard -> heard.lastNs(SPEAKER), 0L);
    }

    /** When the last came that was heard of the speaker, once nothing more comes. */
    private long silence(Listener listener) throws InterruptedException {
        long endNs = clock.nanoTime() + MOST_NS;
        while (clock.nanoTime() - lastNs(listener) < SILENCE_NS) {
            if (clock.nanoTime() > endNs) {
                return endNs; // goes on being heard, and that is what the figure says
            }
            Thread.sleep(1);
        }
        return lastNs(listener);
    }

    private void awaitSound(Listener listener) throws InterruptedException, IOException {
        long sinceNs = clock.nanoTime();
        while (lastNs(listener) < sinceNs) {
            if (clock.nanoTime() - sinceNs > MOST_NS) {
                throw new IOException("the speaker is not heard again");
            }
            Thread.sleep(1);
        }
    }

    @Override
    public void close() {
        open.reversed().forEach(Runnable::run);
    }
}
