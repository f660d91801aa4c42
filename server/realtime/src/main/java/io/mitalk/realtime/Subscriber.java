package io.mitalk.realtime;

import io.mitalk.http.SendQueue;
import java.util.HashMap;
import java.util.Map;

/**
 * Owned by its feed's queue, except for what says otherwise. One connection's subscription to one channel. While it is
 * asked for (who may see, what is missing) it is held: it hears nothing, and catches up afterwards.
 */
final class Subscriber {

    private final RealtimeSocket socket;
    private final Feed feed;

    /** Changes whenever it is asked for anew, so that answers to older questions are not used. */
    private long round;

    private boolean gone;

    /** Frames of ephemeral values by key; as few as {@link Ephemerals} remembers keys. */
    private final Map<String, SendQueue.Frame.Text> missed = new HashMap<>();

    /** Whether the client waits for an answer to its subscribe. */
    private boolean awaited;

    /** The version that the client has; read by any thread. */
    private volatile long cursor;

    /** Whether events reach it at once; read by any thread. */
    private volatile boolean live;

    Subscriber(RealtimeSocket socket, Feed feed) {
        this.socket = socket;
        this.feed = feed;
    }

    /** Thread-safe. */
    RealtimeSocket socket() {
        return socket;
    }

    /** Thread-safe. */
    Feed feed() {
        return feed;
    }

    /** The client asked: it has {@code since} and waits for an answer. */
    void await(long since) {
        awaited = true;
        cursor = since;
    }

    /** Holds it; returns the number of the question that is asked now. */
    long hold() {
        live = false;
        return ++round;
    }

    boolean asked(long question) {
        return !gone && round == question;
    }

    boolean gone() {
        return gone;
    }

    boolean awaited() {
        return awaited;
    }

    long cursor() {
        return cursor;
    }

    void moved(long version) {
        cursor = version;
    }

    /** An ephemeral value that passed while it was held; of each key the newest counts. */
    void missed(String key, SendQueue.Frame.Text frame) {
        missed.put(key, frame);
    }

    void release() {
        awaited = false;
        live = true;
        missed.values().forEach(socket::send);
        missed.clear();
    }

    void leave() {
        gone = true;
        live = false;
    }

    /** Thread-safe. The version that the client was told last, or {@link History#NONE} while it is held. */
    long told() {
        return live ? cursor : History.NONE;
    }

    boolean live() {
        return live;
    }
}
