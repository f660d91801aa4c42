package io.mitalk.media.sctp;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the association. Messages that wait to be sent, a queue a stream; streams take turns message by message,
 * since the parts of one message need consecutive numbers (RFC 9260 section 6.9).
 */
final class OutgoingQueue {

    private final Map<Integer, Stream> streams = new HashMap<>();
    private final ArrayDeque<Stream> turns = new ArrayDeque<>();
    private @Nullable Stream current;
    private int offset;

    private static final class Stream {
        private final ArrayDeque<OutgoingMessage> waiting = new ArrayDeque<>();
        private int nextSsn;
    }

    void add(OutgoingMessage message) {
        var stream = streams.computeIfAbsent(message.stream, _ -> new Stream());
        if (stream.waiting.isEmpty()) {
            turns.add(stream);
        }
        stream.waiting.add(message);
    }

    /** The message whose turn it is; null when none waits. */
    @Nullable OutgoingMessage head() {
        var stream = stream();
        return stream == null ? null : stream.waiting.peek();
    }

    /** How much of the head was taken. */
    int offset() {
        return offset;
    }

    /** Takes so much of the head; the whole of it gives the turn to the next stream. */
    void take(int bytes) {
        var stream = stream();
        var head = stream == null ? null : stream.waiting.peek();
        if (stream == null || head == null) {
            return;
        }
        if (offset == 0 && !head.unordered) {
            head.ssn = stream.nextSsn;
            stream.nextSsn = stream.nextSsn + 1 & 0xFFFF;
        }
        offset += bytes;
        if (offset == head.bytes.length) {
            skip();
        }
    }

    /** Gives up what is left of the head. */
    void skip() {
        var stream = stream();
        if (stream == null) {
            return;
        }
        stream.waiting.poll();
        offset = 0;
        current = null;
        if (!stream.waiting.isEmpty()) {
            turns.add(stream);
        }
    }

    /** Drops the oldest message that may be lost and is not begun; null when there is none. */
    @Nullable OutgoingMessage dropOldest() {
        for (var stream : streams.values()) {
            boolean begun = stream == current && offset > 0;
            for (var waiting = stream.waiting.iterator(); waiting.hasNext(); ) {
                var message = waiting.next();
                if (begun) {
                    begun = false;
                } else if (!message.reliable()) {
                    waiting.remove();
                    forgetTurn(stream);
                    return message;
                }
            }
        }
        return null;
    }

    private void forgetTurn(Stream stream) {
        if (stream.waiting.isEmpty()) {
            turns.remove(stream);
            if (stream == current) {
                current = null;
            }
        }
    }

    /** Whether a message of this stream waits. */
    boolean waits(int streamId) {
        var stream = streams.get(streamId);
        return stream != null && !stream.waiting.isEmpty();
    }

    /** The stream's numbers begin anew. */
    void reset(int streamId) {
        var stream = streams.get(streamId);
        if (stream != null) {
            stream.nextSsn = 0;
            if (stream.waiting.isEmpty()) {
                streams.remove(streamId);
            }
        }
    }

    boolean isEmpty() {
        return current == null && turns.isEmpty();
    }

    private @Nullable Stream stream() {
        if (current == null) {
            current = turns.poll();
        }
        return current;
    }
}
