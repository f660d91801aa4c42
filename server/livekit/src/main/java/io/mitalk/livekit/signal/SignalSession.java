package io.mitalk.livekit.signal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.mitalk.http.CloseCode;
import io.mitalk.http.SendQueue;
import io.mitalk.http.SocketHandler;
import io.mitalk.kit.limit.Rate;
import io.mitalk.kit.limit.TokenBucket;
import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.proto.Weight;
import io.mitalk.livekit.room.Participant;
import io.mitalk.livekit.room.Room;
import io.mitalk.livekit.room.Rooms;
import io.mitalk.livekit.room.SignalSink;
import io.mitalk.livekit.token.Verdict.Admitted;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;

/** Owned by one socket. From its opening, which joins or resumes, to its end; its messages run on the room's queue. */
final class SignalSession implements SocketHandler {

    /** Clients before this one cannot be told what a leave asks of them. */
    static final int OLDEST_PROTOCOL = 12;

    /** Messages of the largest size that may come at once; one a second for long. */
    private static final int LARGEST_AT_ONCE = 4;

    private final Parts parts;
    private final JoinQuery query;
    private final Admitted admitted;
    private final @Nullable Reserved reserved;
    private final TokenBucket messages;
    private final TokenBucket bytes;

    /** Whether it asked the room to be let in, which itself answers a no. */
    private boolean joined;

    private volatile @Nullable Seat seat;
    private volatile @Nullable SendQueue out;

    /** What every session is given. */
    record Parts(Rooms rooms, SignalSettings settings, Clock clock) {}

    /** The room with a kept place, and the join that is on its way. */
    record Reserved(Room room, Threshold.Step step) {}

    /** Where the socket speaks for somebody. */
    private record Seat(Participant participant, SocketSink sink, Requests requests) {}

    /** {@code reserved} is null for a resume. */
    SignalSession(Parts parts, JoinQuery query, Admitted admitted, @Nullable Reserved reserved) {
        this.parts = parts;
        this.query = query;
        this.admitted = admitted;
        this.reserved = reserved;
        var settings = parts.settings();
        this.messages =
                new TokenBucket(
                        new Rate(settings.messageBurst(), settings.messagesPerSecond()),
                        parts.clock());
        // What was read waits for the room's queue: many small messages, or a few of the largest.
        this.bytes =
                new TokenBucket(
                        new Rate(
                                LARGEST_AT_ONCE * settings.messageBytes(), settings.messageBytes()),
                        parts.clock());
    }

    @Override
    public void onOpen(SendQueue queue) {
        out = queue;
        var sink = new SocketSink(queue);
        if (query.client().protocol() < OLDEST_PROTOCOL) {
            goodbye(sink, LeaveRequest.Action.DISCONNECT, DisconnectReason.JOIN_FAILURE);
            return;
        }
        var participant = participant(sink);
        if (participant == null) {
            if (!joined) {
                goodbye(sink, LeaveRequest.Action.RECONNECT, DisconnectReason.STATE_MISMATCH);
            }
            return;
        }
        var requests = new Requests(participant, parts.clock());
        var taken = new Seat(participant, sink, requests);
        seat = taken;
        query.first().forEach(said -> handle(taken, said));
    }

    @Override
    public void onBinary(byte[] message) {
        if (!messages.take(1)
                || message.length > parts.settings().messageBytes()
                || !bytes.take(message.length)) {
            close("too many or too large messages");
            return;
        }
        var present = seat;
        if (present == null) {
            return;
        }
        try {
            Weight.check(SignalRequest.getDescriptor(), message);
            handle(present, SignalRequest.parseFrom(message));
        } catch (InvalidProtocolBufferException e) {
            close("not a SignalRequest");
        }
    }

    private static void handle(Seat seat, SignalRequest request) {
        seat.participant()
                .run(
                        () -> {
                            if (seat.participant().speaksThrough(seat.sink())) {
                                seat.participant().said();
                                seat.requests().handle(request);
                            }
                        });
    }

    /** JSON is optional in the protocol and no client library sends it. */
    @Override
    public void onText(String message) {
        close("only binary messages are understood");
    }

    @Override
    public void onClose(int code, String reason) {
        var present = seat;
        if (present != null) {
            present.participant().run(() -> present.participant().signalLost(present.sink()));
        } else if (reserved != null && !joined) {
            parts.rooms().leave(reserved.room());
            reserved.step().over();
        }
    }

    private @Nullable Participant participant(SocketSink sink) {
        String sid = query.resumeSid();
        if (sid != null) {
            return parts.rooms().resume(admitted, sid, sink);
        }
        if (reserved == null) {
            return null;
        }
        joined = true;
        var step = reserved.step();
        var participant =
                parts.rooms().join(reserved.room(), admitted.token(), query.client(), sink);
        if (participant == null) {
            step.over();
        } else {
            participant.onceThere(step::over);
        }
        return participant;
    }

    private void goodbye(SocketSink sink, LeaveRequest.Action action, DisconnectReason reason) {
        sink.send(
                SignalResponse.newBuilder()
                        .setLeave(
                                LeaveRequest.newBuilder()
                                        .setAction(action)
                                        .setReason(reason)
                                        .setCanReconnect(action != LeaveRequest.Action.DISCONNECT))
                        .build()
                        .toByteArray());
        sink.close();
    }

    private void close(String why) {
        var queue = out;
        if (queue != null) {
            queue.close(CloseCode.POLICY, why);
        }
    }

    /** Thread-safe. The socket as the room sees it. */
    private record SocketSink(SendQueue queue) implements SignalSink {

        @Override
        public void send(byte[] message) {
            // A queue that overflows closes its socket, and the session hears of that by its end.
            queue.sendBinary(message);
        }

        @Override
        public void close() {
            queue.close(CloseCode.NORMAL, "");
        }
    }
}
