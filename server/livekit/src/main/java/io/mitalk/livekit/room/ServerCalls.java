package io.mitalk.livekit.room;

import io.mitalk.kit.lifecycle.Threads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.RpcRequest;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the room's queue. Procedures of clients that a program calls through us: a request goes out as a data
 * packet, the client acknowledges it and answers. The request's id stands for the caller's identity, so that what comes
 * back is addressed to nobody in the room.
 */
public final class ServerCalls {

    /** What a client is given to acknowledge; without that it does not know the protocol, or is gone. */
    private static final long ACKNOWLEDGE_MS = 7_000;

    private static final int VERSION = 1;
    private static final int ID_LENGTH = 24;
    private static final int CONNECTION_TIMEOUT = 1501;
    private static final int RESPONSE_TIMEOUT = 1502;
    private static final int RECIPIENT_LEFT = 1503;

    private final Room room;
    private final Map<String, Call> calls = new HashMap<>();

    ServerCalls(Room room) {
        this.room = room;
    }

    /** Immutable. What came of a call. */
    public sealed interface Answer {

        /** The procedure's own answer. */
        record Payload(String text) implements Answer {}

        /** An error of the protocol (1400 to 1999) or of the application. */
        record Failure(int code, String message) implements Answer {}
    }

    private record Call(
            String sid,
            CompletableFuture<Answer> answer,
            Threads.Timer acknowledge,
            Threads.Timer respond) {

        void end(Answer with) {
            acknowledge.cancel();
            respond.cancel();
            answer.complete(with);
        }
    }

    /** Calls {@code method} of a participant; the answer completes within {@code timeoutMs} in any case. */
    public CompletableFuture<Answer> call(
            Participant callee, String method, String payload, int timeoutMs) {
        String id = room.parts().randomness().text(ID_LENGTH);
        var answer = new CompletableFuture<Answer>();
        long acknowledgeMs = Math.min(ACKNOWLEDGE_MS, timeoutMs);
        calls.put(
                id,
                new Call(
                        callee.sid(),
                        answer,
                        room.agenda()
                                .after(
                                        acknowledgeMs,
                                        () -> end(id, CONNECTION_TIMEOUT, "connection timeout")),
                        room.agenda()
                                .after(
                                        timeoutMs,
                                        () -> end(id, RESPONSE_TIMEOUT, "response timeout"))));
        var request =
                RpcRequest.newBuilder()
                        .setId(id)
                        .setMethod(method)
                        .setPayload(payload)
                        .setResponseTimeoutMs(timeoutMs)
                        .setVersion(VERSION);
        var packet = DataPacket.newBuilder().setParticipantIdentity(id).setRpcRequest(request);
        room.data().fromServer(packet.build(), List.of(callee.identity()));
        return answer;
    }

    /** Whether a packet of this participant answers one of the calls, and goes no further. */
    boolean take(String senderSid, DataPacket packet) {
        return switch (packet.getValueCase()) {
            case RPC_ACK -> {
                var call = of(packet.getRpcAck().getRequestId(), senderSid);
                if (call != null) {
                    call.acknowledge().cancel();
                }
                yield call != null;
            }
            case RPC_RESPONSE -> {
                var response = packet.getRpcResponse();
                var call = of(response.getRequestId(), senderSid);
                if (call != null) {
                    calls.remove(response.getRequestId());
                    call.end(
                            response.hasError()
                                    ? new Answer.Failure(
                                            response.getError().getCode(),
                                            response.getError().getMessage())
                                    : new Answer.Payload(response.getPayload()));
                }
                yield call != null;
            }
            default -> false;
        };
    }

    /** Nobody of this sid will answer any more. */
    void left(String sid) {
        for (var id : List.copyOf(calls.keySet())) {
            if (of(id, sid) != null) {
                end(id, RECIPIENT_LEFT, "recipient disconnected");
            }
        }
    }

    private @Nullable Call of(String id, String sid) {
        var call = calls.get(id);
        return call != null && call.sid().equals(sid) ? call : null;
    }

    private void end(String id, int code, String message) {
        var call = calls.remove(id);
        if (call != null) {
            call.end(new Answer.Failure(code, message));
        }
    }
}
