package io.mitalk.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Thread-safe. What thousands of sockets are told, each text once: nearly always it is one of the last few. */
final class Messages {

    private static final int LAST = 64;

    private final List<byte[]> texts = new ArrayList<>();
    private volatile boolean measuring;

    synchronized void measure(boolean on) {
        measuring = on;
        if (on) {
            texts.clear();
        }
    }

    boolean measuring() {
        return measuring;
    }

    /** The number of a text, or -1 when it is not measured. */
    synchronized int number(byte[] buf, int at, int bytes) {
        if (!measuring) {
            return -1;
        }
        for (int i = texts.size() - 1; i >= Math.max(0, texts.size() - LAST); i--) {
            var known = texts.get(i);
            if (known.length == bytes && Arrays.equals(known, 0, bytes, buf, at, at + bytes)) {
                return i;
            }
        }
        texts.add(Arrays.copyOfRange(buf, at, at + bytes));
        return texts.size() - 1;
    }

    /** What the texts say, by their numbers. */
    synchronized List<Told> told() {
        return texts.stream().map(Told::of).toList();
    }
}
