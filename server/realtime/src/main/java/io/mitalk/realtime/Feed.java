package io.mitalk.realtime;

import io.mitalk.http.Problem;
import io.mitalk.http.SendQueue;
import io.mitalk.http.Visitor;
import io.mitalk.kit.lifecycle.SerialQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Thread-safe. One channel on this node: its last events and its subscribers. Whatever it holds is touched by tasks of
 * its queue only; the database is asked outside of it.
 *
 * <p>A subscriber is put on the list before its state is read. The state's version is read first, so that every event
 * above it will still pass by and every event up to it is contained: no update is lost between the two, and one that is
 * applied twice changes nothing (RFC 7396 patches set values).
 */
final class Feed {

    /** How long an event may be later than its successor before everybody reads the state anew. */
    static final long HOLE_MS = 1_000;

    /** What comes within this time of many subscribers' last message waits for it and goes together. */
    static final long GAP_MS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final ChannelName name;
    private final ChannelSource source;
    private final Hub.Inside hub;
    private final SerialQueue queue;
    private final History history;
    private final Ephemerals ephemerals;
    private final Pace pace;

    /** Ephemeral values by key that many subscribers are told next. */
    private final Map<String, JsonNode> passing = new LinkedHashMap<>();

    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    private boolean watching;

    Feed(ChannelName name, ChannelSource source, Hub.Inside hub) {
        this.name = name;
        this.source = source;
        this.hub = hub;
        this.queue = hub.threads().serialQueue("channel " + name.text());
        this.history = new History(hub.settings().history());
        this.ephemerals = new Ephemerals(this::tell, queue, hub.threads(), hub.clock());
        this.pace = new Pace(this::tellTogether, queue, hub.threads(), hub.clock());
    }

    /** What the database said about a subscriber. */
    private sealed interface Answer {
        record Withheld() implements Answer {}

        record Failed() implements Answer {}

        /** It may see, and has a version from which the events may lead on. */
        record Admitted() implements Answer {}

        record Loaded(ChannelState state) implements Answer {}
    }

    ChannelName name() {
        return name;
    }

    ChannelSource source() {
        return source;
    }

    /** The client of this subscriber asks for the channel, for the first time or again. */
    void subscribe(Subscriber subscriber, long since) {
        queue.execute(
                () -> {
                    if (!subscriber.gone()) {
                        subscribers.add(subscriber);
                        subscriber.await(since);
                        ask(subscriber);
                    }
                });
    }

    void unsubscribe(Subscriber subscriber) {
        queue.execute(() -> leave(subscriber));
    }

    void event(ChannelEvent event) {
        queue.execute(
                () -> {
                    tell(history.take(Frames.entry(event)));
                    watch();
                });
    }

    void ephemeral(String key, JsonNode data) {
        queue.execute(() -> ephemerals.offer(key, data));
    }

    /** Asks again whether subscribers may see: those of one account, or all. */
    void reauthorise(@Nullable UUID accountId) {
        queue.execute(
                () -> {
                    for (var subscriber : List.copyOf(subscribers)) {
                        var whose = subscriber.socket().visitor().accountId();
                        if (accountId == null || Objects.equals(accountId, whose)) {
                            ask(subscriber);
                        }
                    }
                });
    }

    /** The database has come as far as {@code version}. */
    void expect(long version) {
        queue.execute(
                () -> {
                    history.expect(version);
                    watch();
                });
    }

    private void ask(Subscriber subscriber) {
        long question = subscriber.hold();
        var visitor = subscriber.socket().visitor();
        boolean covered = history.covers(subscriber.cursor());
        hub.ask(
                () -> {
                    var answer = answer(visitor, covered);
                    if (!hub.closed()) {
                        queue.execute(() -> answered(subscriber, question, answer));
                    }
                });
    }

    /** Runs outside of the queue, and may take its time. */
    private Answer answer(Visitor visitor, boolean covered) {
        try {
            if (!source.maySee(visitor, name.id())) {
                return new Answer.Withheld();
            }
            return covered
                    ? new Answer.Admitted()
                    : new Answer.Loaded(source.state(visitor, name.id()));
        } catch (RuntimeException e) { // whatever the source broke on, the channel goes on
            LOG.error("channel {} could not be read", name.text(), e);
            return new Answer.Failed();
        }
    }

    private void answered(Subscriber subscriber, long question, Answer answer) {
        if (!subscriber.asked(question)) {
            return;
        }
        switch (answer) {
            case Answer.Withheld _ ->
                    end(
                            subscriber,
                            subscriber.awaited()
                                    ? Problem.NOT_FOUND
                                    : RealtimeProblems.ACCESS_WITHDRAWN);
            case Answer.Failed _ -> end(subscriber, Problem.INTERNAL);
            case Answer.Admitted _ -> resume(subscriber);
            case Answer.Loaded(var state) -> begin(subscriber, state);
        }
    }

    private void resume(Subscriber subscriber) {
        if (!history.covers(subscriber.cursor())) {
            ask(subscriber);
            return;
        }
        catchUp(subscriber, subscriber.awaited());
    }

    private void begin(Subscriber subscriber, ChannelState state) {
        if (!history.begun()) {
            tell(history.begin(state.version()));
        } else if (state.version() > history.head()) {
            history.expect(state.version());
        } else if (!history.covers(state.version())) {
            subscriber.moved(History.NONE);
            ask(subscriber);
            return;
        }
        subscriber.socket().send(Frames.state(name.text(), state));
        subscriber.moved(state.version());
        catchUp(subscriber, false);
        watch();
    }

    /** Sends what came after the subscriber's version; {@code always} also when that is nothing. */
    private void catchUp(Subscriber subscriber, boolean always) {
        long head = Math.max(history.head(), subscriber.cursor());
        var missed = history.after(subscriber.cursor());
        if (always || !missed.isEmpty()) {
            subscriber.socket().send(Frames.events(name.text(), head, missed, Map.of()));
        }
        subscriber.moved(head);
        subscriber.release();
    }

    /**
     * Whether the channel has so many subscribers that they are told together what happened: what a whole audience does
     * would otherwise be a message to everybody for each of them.
     */
    private boolean crowded() {
        return pace.waiting() || subscribers.size() > hub.settings().few();
    }

    private void tell(List<History.Entry> entries) {
        if (crowded()) {
            if (!entries.isEmpty()) {
                pace.want(hub.settings().togetherMs());
            }
            return;
        }
        for (var entry : entries) {
            var frame = SendQueue.text(Frames.event(name.text(), entry));
            for (var subscriber : subscribers) {
                if (subscriber.live() && subscriber.cursor() == entry.version() - 1) {
                    subscriber.socket().send(frame);
                    subscriber.moved(entry.version());
                }
            }
        }
    }

    private void tell(String key, JsonNode data) {
        if (crowded()) {
            passing.put(key, data);
            pace.want(GAP_MS);
            return;
        }
        var frame = inPassing(key, data);
        for (var subscriber : subscribers) {
            if (subscriber.live()) {
                subscriber.socket().send(frame);
            } else {
                // No version tells that it is missing: what is only said once has to be said
                // afterwards.
                subscriber.missed(key, frame);
            }
        }
    }

    /** Tells everybody in one message what they have not been told yet; most have been told the same. */
    private void tellTogether() {
        var frames = new HashMap<Long, SendQueue.Frame.Text>();
        var alone = new HashMap<String, SendQueue.Frame.Text>();
        for (var subscriber : subscribers) {
            if (subscriber.live() && known(subscriber.cursor())) {
                tellTogether(subscriber, frames);
                continue;
            }
            if (subscriber.live()) {
                ask(subscriber);
            }
            if (alone.isEmpty()) {
                passing.forEach((key, data) -> alone.put(key, inPassing(key, data)));
            }
            alone.forEach(subscriber::missed);
        }
        passing.clear();
    }

    private void tellTogether(Subscriber subscriber, Map<Long, SendQueue.Frame.Text> byVersion) {
        long version = subscriber.cursor();
        if (history.head() <= version && passing.isEmpty()) {
            return;
        }
        subscriber.socket().send(byVersion.computeIfAbsent(version, this::since));
        subscriber.moved(Math.max(history.head(), version));
    }

    /** Whether everything after {@code version} is here. */
    private boolean known(long version) {
        return history.head() <= version || history.covers(version);
    }

    private SendQueue.Frame.Text since(long version) {
        var missed = history.head() <= version ? List.<History.Entry>of() : history.after(version);
        if (missed.isEmpty() && passing.size() == 1) {
            var only = passing.entrySet().iterator().next();
            return inPassing(only.getKey(), only.getValue());
        }
        long head = Math.max(history.head(), version);
        return SendQueue.text(
                missed.size() == 1 && passing.isEmpty()
                        ? Frames.event(name.text(), missed.getFirst())
                        : Frames.events(name.text(), head, missed, passing));
    }

    private SendQueue.Frame.Text inPassing(String key, JsonNode data) {
        return SendQueue.text(Frames.ephemeral(name.text(), key, data));
    }

    /** Gives an event that is missing some time to come, and then reads the state anew. */
    private void watch() {
        if (watching || !history.hole()) {
            return;
        }
        watching = true;
        long head = history.head();
        hub.threads().after(HOLE_MS, () -> queue.execute(() -> watched(head)));
    }

    private void watched(long head) {
        watching = false;
        if (history.hole() && history.head() == head) {
            LOG.warn("channel {} lost an event after version {}", name.text(), head);
            hub.countHole();
            history.forget();
            for (var subscriber : new ArrayList<>(subscribers)) {
                ask(subscriber);
            }
        }
        watch();
    }

    private void end(Subscriber subscriber, Problem problem) {
        var socket = subscriber.socket();
        leave(subscriber);
        socket.ended(subscriber, subscriber.awaited() ? "refused" : "closed", problem);
    }

    private void leave(Subscriber subscriber) {
        subscriber.leave();
        subscribers.remove(subscriber);
    }
}
