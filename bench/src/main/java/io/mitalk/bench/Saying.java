package io.mitalk.bench;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Thread-safe. Has many people say one thing each: a third votes, a third raises a hand, a third reacts. */
final class Saying {

    static final int KINDS = 3;

    /** Of those, who raises a hand. */
    static final int RAISING = 1;

    private static final int WAIT_SECONDS = 60;
    private static final int MOST_BUSY = 5;

    private final HttpClient http;
    private final URI api;
    private final Clock clock;
    private final Threads threads;
    private final Samples lateMs = new Samples();

    Saying(HttpClient http, URI api, Clock clock, Threads threads) {
        this.http = http;
        this.api = api;
        this.clock = clock;
        this.threads = threads;
    }

    /** By how much requests went out later than they were due. */
    Percentiles lateMs() {
        return lateMs.percentiles();
    }

    /** Evenly over so many milliseconds; returns when everybody has an answer. */
    List<Said> all(List<String> cookies, String path, int windowMs) {
        var said = new ArrayList<CompletableFuture<Said>>();
        long beganNs = clock.nanoTime();
        for (int i = 0; i < cookies.size(); i++) {
            var person = new Person(http, api, cookies.get(i));
            long dueNs = beganNs + i * 1_000_000L * windowMs / cookies.size();
            var what = what(i % KINDS, cookies.get(i));
            pause(dueNs);
            said.add(
                    CompletableFuture.supplyAsync(
                            () -> {
                                lateMs.add((clock.nanoTime() - dueNs) / 1e6);
                                return say(person, path, what);
                            },
                            threads.virtual()));
        }
        return said.stream()
                .map(one -> one.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join())
                .toList();
    }

    private void pause(long dueNs) {
        try {
            TimeUnit.NANOSECONDS.sleep(dueNs - clock.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who is told that the server has too much to do comes back when it says, as a page does. */
    private Said say(Person person, String path, Said.What what) {
        for (int busy = 0; ; busy++) {
            long askedNs = clock.nanoTime();
            try {
                ask(person, path, what);
                return new Said(what, askedNs, clock.nanoTime(), true, busy);
            } catch (Person.Refused refused) {
                if (!refused.isBusy() || busy == MOST_BUSY) {
                    return new Said(what, askedNs, clock.nanoTime(), false, busy);
                }
                pause(clock.nanoTime() + TimeUnit.SECONDS.toNanos(refused.retryAfterSeconds()));
            } catch (IOException e) {
                return new Said(what, askedNs, clock.nanoTime(), false, busy);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Said(what, askedNs, clock.nanoTime(), false, busy);
            }
        }
    }

    private static Said.What what(int kind, String cookie) {
        return switch (kind) {
            case 0 -> new Said.Voted();
            case RAISING -> new Said.Raised(Seeds.identity(cookie));
            default -> new Said.Reacted();
        };
    }

    /** Has somebody say it. */
    static void ask(Person person, String path, Said.What what)
            throws IOException, InterruptedException {
        switch (what) {
            case Said.Voted _ -> person.post(path + "/turn/votes", Map.of("more", true));
            case Said.Raised _ -> person.put(path + "/hand", Map.of());
            case Said.Reacted _ -> person.post(path + "/reactions", Map.of("kind", "agree"));
            case Said.Pinned(int number) ->
                    person.post(
                            path + "/pins", Map.of("kind", "number", "text", Told.PROBE + number));
        }
    }
}
