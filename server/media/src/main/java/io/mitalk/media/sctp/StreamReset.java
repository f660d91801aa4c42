package io.mitalk.media.sctp;

import io.mitalk.wire.sctp.ResetParameter;
import io.mitalk.wire.sctp.Sctp;
import io.mitalk.wire.sctp.SctpView;
import io.mitalk.wire.sctp.SctpWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the association. Starts streams anew, which is how a data channel closes (RFC 6525, RFC 8831 section 6.7):
 * one request of ours at a time, and the peer's in their order.
 */
final class StreamReset {

    private static final long NEVER = Long.MAX_VALUE;

    /** RFC 6525 section 3.1; the answers to more would not fit into a packet. */
    private static final int MAX_PARAMETERS = 2;

    /** Streams of one request, so that it fits into a packet; the others follow with the next. */
    private static final int MAX_STREAMS = 256;

    private final Incoming incoming;
    private final Outgoing outgoing;
    private final Set<Integer> wanted = new LinkedHashSet<>();
    private ResetParameter.@Nullable Outgoing asked;
    private int nextRequest;
    private int expected;
    private int lastResult = Sctp.RESET_NOTHING_TO_DO;
    private boolean due;
    private long dueNs = NEVER;

    /** Requests are numbered from the initial TSNs on (RFC 6525 section 4.1). */
    StreamReset(Incoming incoming, Outgoing outgoing, int localTsn, int peerTsn) {
        this.incoming = incoming;
        this.outgoing = outgoing;
        this.nextRequest = localTsn;
        this.expected = peerTsn;
    }

    /** Starts an outgoing stream of ours anew once what waits on it is sent. */
    void want(int stream) {
        wanted.add(stream);
    }

    /** Takes a RE-CONFIG chunk and answers its requests; the streams that the peer has started anew. */
    List<Integer> received(SctpView chunk, SctpWriter answer) {
        var streams = new ArrayList<Integer>();
        for (int i = 0; i < Math.min(chunk.resetCount(), MAX_PARAMETERS); i++) {
            switch (chunk.reset(i)) {
                case ResetParameter.Outgoing request ->
                        answer.reset(
                                new ResetParameter.Response(
                                        request.request(), perform(request, streams)));
                case ResetParameter.Incoming request -> {
                    if (request.request() == expected) {
                        expected++;
                        for (int stream : request.streams()) {
                            if (stream < Incoming.MAX_STREAMS) {
                                want(stream);
                            }
                        }
                    }
                    answer.reset(
                            new ResetParameter.Response(request.request(), Sctp.RESET_PERFORMED));
                }
                case ResetParameter.Response response -> answered(response);
                case null -> {}
            }
        }
        return streams;
    }

    private int perform(ResetParameter.Outgoing request, List<Integer> streams) {
        boolean again = request.request() == expected - 1;
        if (again && lastResult != Sctp.RESET_IN_PROGRESS) {
            return lastResult;
        }
        if (!again && request.request() != expected) {
            return Sctp.RESET_DENIED;
        }
        expected = request.request() + 1;
        if (!incoming.has(request.lastTsn())) {
            lastResult = Sctp.RESET_IN_PROGRESS;
            return lastResult;
        }
        for (int stream : request.streams()) {
            if (stream < Incoming.MAX_STREAMS) {
                incoming.resetStream(stream);
                streams.add(stream);
            }
        }
        lastResult = Sctp.RESET_PERFORMED;
        return lastResult;
    }

    private void answered(ResetParameter.Response response) {
        var request = asked;
        if (request == null || response.request() != request.request()) {
            return;
        }
        if (response.result() == Sctp.RESET_IN_PROGRESS) {
            // Asked again when the timer says so, as a new request: an old one keeps its result.
            asked =
                    new ResetParameter.Outgoing(
                            nextRequest++,
                            request.response(),
                            request.lastTsn(),
                            request.streams());
            return;
        }
        for (int stream : request.streams()) {
            outgoing.resetStream(stream);
        }
        asked = null;
        due = false;
        dueNs = NEVER;
    }

    /** Adds our request to the packet when one is due; false when none is. */
    boolean fill(SctpWriter packet, long nowNs) {
        if (asked == null) {
            var ready = wanted.stream().filter(s -> !outgoing.waits(s)).limit(MAX_STREAMS).toList();
            if (ready.isEmpty()) {
                return false;
            }
            ready.forEach(wanted::remove);
            asked =
                    new ResetParameter.Outgoing(
                            nextRequest++,
                            expected - 1,
                            outgoing.lastTsn(),
                            ready.stream().mapToInt(Integer::intValue).toArray());
            due = true;
        }
        var request = asked;
        if (!due || packet.room() < 20 + Sctp.padded(2 * request.streams().length)) {
            return false;
        }
        packet.reset(request);
        due = false;
        dueNs = nowNs + outgoing.rto().ns();
        return true;
    }

    long dueNs() {
        return dueNs;
    }

    void tick(long nowNs) {
        if (nowNs >= dueNs) {
            due = true;
            dueNs = NEVER;
        }
    }
}
