package io.mitalk.livekit.data;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/** Thread-safe. What became of data messages in all rooms. */
public final class DataCounters {

    final LongAdder routed = new LongAdder();
    final LongAdder delivered = new LongAdder();
    final LongAdder held = new LongAdder();
    final LongAdder replayed = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder limited = new LongAdder();
    final LongAdder unreachable = new LongAdder();
    final LongAdder slow = new LongAdder();

    /** Shows them as meters. */
    public void register(MeterRegistry registry) {
        meter(registry, "routed", "Messages accepted from participants", routed);
        meter(registry, "delivered", "Messages handed to a participant's channel", delivered);
        meter(registry, "held", "Messages kept until a participant's channels open", held);
        meter(registry, "replayed", "Messages sent again after a resume", replayed);
        meter(registry, "refused", "Messages of participants that may not send any", refused);
        meter(registry, "malformed", "Messages that are no data packets", malformed);
        meter(registry, "duplicates", "Messages that came before", duplicates);
        meter(registry, "limited", "Messages dropped or delayed by a sender's limits", limited);
        meter(registry, "unreachable", "Messages for somebody who is not there", unreachable);
        meter(registry, "slow", "Participants that did not keep up and start over", slow);
    }

    private static void meter(MeterRegistry registry, String name, String text, LongAdder count) {
        FunctionCounter.builder("mitalk.livekit.data." + name, count, LongAdder::sum)
                .description(text)
                .register(registry);
    }
}
