package io.mitalk.http;

import io.mitalk.kit.time.Clock;

/** Owned by the thread that reads one socket. How much a client may say: generous to a client, deadly to a flood. */
final class MessageLimit {

    /** Messages a second that a client may send for long, and at once. */
    static final int MESSAGES_PER_SECOND = 100;

    static final int MESSAGES_BURST = 1_000;

    /** Bytes a second that a client may send for long, and at once. */
    static final int BYTES_PER_SECOND = 1 << 20;

    static final int BYTES_BURST = 8 << 20;

    private final Clock clock;
    private double messages = MESSAGES_BURST;
    private double bytes = BYTES_BURST;
    private long lastNs;

    MessageLimit(Clock clock) {
        this.clock = clock;
        this.lastNs = clock.nanoTime();
    }

    /** Takes one message of this size; false when the client has said too much. */
    boolean take(int size) {
        long nowNs = clock.nanoTime();
        double seconds = (nowNs - lastNs) / 1e9;
        lastNs = nowNs;
        messages = Math.min(MESSAGES_BURST, messages + seconds * MESSAGES_PER_SECOND) - 1;
        bytes = Math.min(BYTES_BURST, bytes + seconds * BYTES_PER_SECOND) - size;
        return messages >= 0 && bytes >= 0;
    }
}
