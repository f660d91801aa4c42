package io.mitalk.media.sctp;

import io.mitalk.wire.sctp.SctpView;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the association. Puts parts together to messages and messages of ordered streams into their order
 * (RFC 9260 sections 6.5, 6.6 and 6.9). Its caller bounds what it holds by {@link #bytes}.
 */
final class Reassembly {

    /** What keeping a part costs beside its payload. */
    private static final int OVERHEAD_BYTES = 64;

    private static final int SPARE_PARTS = 16;
    private static final int LEAST_PART_BYTES = 512;

    /** Parts of one message: senders fill their packets, and each part that comes looks at those beside it. */
    private final int maxParts;

    private final int maxMessageBytes;
    private final Consumer<IncomingMessage> reader;
    private final TreeMap<Long, Part> parts = new TreeMap<>();
    private final Map<Integer, Stream> streams = new HashMap<>();
    private long bytes;

    /** Immutable. A chunk of a message that is not whole. */
    @SuppressWarnings("ArrayRecordComponent") // kept, never compared
    private record Part(IncomingMessage of, boolean begins, boolean ends) {
        int length() {
            return of.bytes().length;
        }

        boolean belongsTo(Part other) {
            return of.stream() == other.of.stream()
                    && of.unordered() == other.of.unordered()
                    && (of.unordered() || of.ssn() == other.of.ssn());
        }
    }

    private static final class Stream {
        private final TreeMap<Long, IncomingMessage> waiting = new TreeMap<>();
        private long next;

        long extended(int ssn) {
            return next + (short) (ssn - (int) next);
        }
    }

    Reassembly(int maxMessageBytes, Consumer<IncomingMessage> reader) {
        this.maxMessageBytes = maxMessageBytes;
        this.maxParts = SPARE_PARTS + maxMessageBytes / LEAST_PART_BYTES;
        this.reader = reader;
    }

    /** What is held, with what holding it costs. */
    long bytes() {
        return bytes;
    }

    /** Takes a chunk that did not come before. False: its parts contradict each other, or the message is too long. */
    boolean add(long tsn, SctpView data) {
        var message =
                new IncomingMessage(
                        data.stream(), data.ssn(), data.ppid(), data.unordered(), data.payload());
        if (data.begins() && data.ends()) {
            whole(message);
            return true;
        }
        var part = new Part(message, data.begins(), data.ends());
        parts.put(tsn, part);
        bytes += part.length() + OVERHEAD_BYTES;
        return assemble(tsn, part);
    }

    private boolean assemble(long tsn, Part part) {
        long last = tsn;
        long length = part.length();
        for (var p = part; !p.ends; ) {
            p = parts.get(++last);
            if (p == null) {
                return true;
            }
            length += p.length();
            if (p.begins || !p.belongsTo(part) || tooLong(length, last - tsn)) {
                return false;
            }
        }
        long first = tsn;
        for (var p = part; !p.begins; ) {
            p = parts.get(--first);
            if (p == null) {
                return true;
            }
            length += p.length();
            if (p.ends || !p.belongsTo(part) || tooLong(length, last - first)) {
                return false;
            }
        }
        join(first, last, (int) length);
        return true;
    }

    private boolean tooLong(long length, long parts) {
        return length > maxMessageBytes || parts > maxParts;
    }

    private void join(long first, long last, int length) {
        var joined = new byte[length];
        int at = 0;
        @Nullable IncomingMessage head = null;
        for (long tsn = first; tsn <= last; tsn++) {
            var part = parts.remove(tsn);
            if (part == null) {
                throw new IllegalStateException("a part vanished");
            }
            head = head == null ? part.of : head;
            bytes -= part.length() + OVERHEAD_BYTES;
            System.arraycopy(part.of.bytes(), 0, joined, at, part.length());
            at += part.length();
        }
        if (head != null) {
            whole(
                    new IncomingMessage(
                            head.stream(), head.ssn(), head.ppid(), head.unordered(), joined));
        }
    }

    private void whole(IncomingMessage message) {
        if (message.unordered()) {
            reader.accept(message);
            return;
        }
        var stream = streams.computeIfAbsent(message.stream(), _ -> new Stream());
        long ssn = stream.extended(message.ssn());
        if (ssn == stream.next) {
            stream.next++;
            reader.accept(message);
            drain(stream);
        } else if (ssn > stream.next && stream.waiting.putIfAbsent(ssn, message) == null) {
            bytes += message.bytes().length + OVERHEAD_BYTES;
        }
    }

    private void drain(Stream stream) {
        for (var next = stream.waiting.remove(stream.next);
                next != null;
                next = stream.waiting.remove(stream.next)) {
            stream.next++;
            bytes -= next.bytes().length + OVERHEAD_BYTES;
            reader.accept(next);
        }
    }

    /** Nothing up to {@code tsn} will come: what is not whole is dropped (RFC 3758 section 3.6). */
    void forget(long tsn) {
        var gone = parts.headMap(tsn, true);
        for (var part : gone.values()) {
            bytes -= part.length() + OVERHEAD_BYTES;
        }
        gone.clear();
    }

    /** The stream goes on after this message; whole ones that wait before it are delivered. */
    void skip(int streamId, int ssn) {
        var stream = streams.computeIfAbsent(streamId, _ -> new Stream());
        long to = stream.extended(ssn);
        while (!stream.waiting.isEmpty() && stream.waiting.firstKey() <= to) {
            var message = stream.waiting.pollFirstEntry().getValue();
            bytes -= message.bytes().length + OVERHEAD_BYTES;
            reader.accept(message);
        }
        stream.next = Math.max(stream.next, to + 1);
        drain(stream);
    }

    /** The stream begins anew (RFC 6525 section 5.2.2). */
    void reset(int streamId) {
        var stream = streams.remove(streamId);
        if (stream != null) {
            for (var message : stream.waiting.values()) {
                bytes -= message.bytes().length + OVERHEAD_BYTES;
            }
        }
    }
}
