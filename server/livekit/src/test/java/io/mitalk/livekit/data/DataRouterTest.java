package io.mitalk.livekit.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.testing.ManualClock;
import io.mitalk.livekit.negotiation.Agenda;
import io.mitalk.media.sctp.DataMessage;
import livekit.LivekitMetrics.MetricsBatch;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.RpcAck;
import livekit.LivekitModels.UserPacket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders pay for what they send, by hand and with a clock that stands still. */
class DataRouterTest {

    private static final DataRules RULES =
            new DataRules(10, 10_000, 10_000, 100, 2_000, 1_000, 5_000, 10_000);

    private final ManualClock clock = new ManualClock();
    private final Threads threads = Threads.create();
    private final DataCounters counters = new DataCounters();
    private final DataRouter router =
            new DataRouter(
                    "r",
                    new Agenda(threads.serialQueue("room"), threads, clock),
                    RULES,
                    counters,
                    (_, packet) -> packet.hasRpcAck());

    @AfterEach
    void shut() {
        threads.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"malformed", "repeated", "metrics", "rpc ack", "refused", "fine"})
    @DisplayName("[S17] every message costs its sender, whether anybody gets it or not")
    void everyMessageCosts(String what) {
        var sender = router.join(new Somebody("ada", !what.equals("refused")));
        var port = router.port(sender);
        for (int i = 0; i < RULES.messagesPerSecond(); i++) {
            router.received(sender, port, message(what));
        }
        assertThat(counters.limited.sum()).as("within the limit").isZero();
        router.received(sender, port, message(what));
        assertThat(counters.limited.sum()).isEqualTo(1);
        clock.advanceMs(1_000);
        router.received(sender, port, message(what));
        assertThat(counters.limited.sum()).as("a second later").isEqualTo(1);
    }

    private static DataMessage message(String what) {
        var packet = DataPacket.newBuilder();
        switch (what) {
            case "malformed" -> {
                return new DataMessage("_reliable", true, false, new byte[] {-1, -1});
            }
            case "metrics" -> packet.setMetrics(MetricsBatch.getDefaultInstance());
            case "rpc ack" -> packet.setRpcAck(RpcAck.getDefaultInstance());
            default ->
                    packet.setUser(
                            UserPacket.newBuilder().setPayload(ByteString.copyFromUtf8("hi")));
        }
        packet.setSequence(what.equals("repeated") ? 1 : 0);
        return new DataMessage("_reliable", true, false, packet.build().toByteArray());
    }
}
