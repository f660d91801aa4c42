package io.mitalk.bench;

import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Thread-safe. One page's realtime socket: what came, and when. */
final class Page {

    private static final byte[] NOTHING = {};

    private final SocketChannel socket;
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private byte[] rest = NOTHING;
    private int[] numbers = new int[64];
    private long[] cameNs = new long[64];
    private int count;
    private boolean measuring;
    private boolean lost;

    Page(SocketChannel socket) {
        this.socket = socket;
    }

    /** Something that came. */
    interface Arrival {
        void came(int number, long atNs);
    }

    SocketChannel socket() {
        return socket;
    }

    /** Done when the state of its channel came. */
    CompletableFuture<Void> subscribed() {
        return subscribed;
    }

    /** The beginning of a frame whose end has not come yet; for the reading thread. */
    byte[] rest() {
        return rest;
    }

    void rest(byte[] bytes) {
        rest = bytes;
    }

    synchronized void measure(boolean on) {
        measuring = on;
        if (on) {
            count = 0;
        }
    }

    synchronized void came(int number, long nowNs) {
        if (!measuring) {
            return;
        }
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
            cameNs = Arrays.copyOf(cameNs, 2 * count);
        }
        numbers[count] = number;
        cameNs[count] = nowNs;
        count++;
    }

    /** What came, in its order. */
    synchronized void forEach(Arrival arrival) {
        for (int i = 0; i < count; i++) {
            arrival.came(numbers[i], cameNs[i]);
        }
    }

    synchronized int count() {
        return count;
    }

    synchronized void lost() {
        lost = true;
    }

    /** Whether the server ended it. */
    synchronized boolean isLost() {
        return lost;
    }
}
