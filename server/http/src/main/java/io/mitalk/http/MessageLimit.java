package io.mitalk.http;

import io.mitalk.kit.limit.Rate;
import io.mitalk.kit.limit.TokenBucket;
import io.mitalk.kit.time.Clock;

/** Thread-safe. How much the client of one socket may say: generous to a client, deadly to a flood. */
final class MessageLimit {

    private static final Rate MESSAGES = new Rate(1_000, 100);
    private static final Rate BYTES = new Rate(8 << 20, 1 << 20);

    private final TokenBucket messages;
    private final TokenBucket bytes;

    MessageLimit(Clock clock) {
        messages = new TokenBucket(MESSAGES, clock);
        bytes = new TokenBucket(BYTES, clock);
    }

    /** Takes one message of this size; false when the client has said too much. */
    boolean take(int size) {
        return messages.take(1) && bytes.take(size);
    }
}
