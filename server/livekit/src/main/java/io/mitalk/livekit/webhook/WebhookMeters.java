package io.mitalk.livekit.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Thread-safe. What became of the events. */
final class WebhookMeters {

    private final Counter delivered;
    private final Counter retried;
    private final Map<Drop, Counter> dropped;

    private WebhookMeters(Counter delivered, Counter retried, Map<Drop, Counter> dropped) {
        this.delivered = delivered;
        this.retried = retried;
        this.dropped = dropped;
    }

    /** Why an event was let go of. */
    enum Drop {
        /** Too many wait already. */
        FULL,
        /** It was tried for as long as it may be. */
        OLD,
        /** The receiver said that it will never take it. */
        REFUSED,
        /** The server stopped. */
        STOPPED
    }

    static WebhookMeters register(MeterRegistry registry) {
        var dropped = new EnumMap<Drop, Counter>(Drop.class);
        for (Drop drop : Drop.values()) {
            dropped.put(
                    drop,
                    Counter.builder("mitalk.webhook.dropped")
                            .description("Events that a receiver was not told")
                            .tag("reason", drop.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        return new WebhookMeters(
                Counter.builder("mitalk.webhook.delivered")
                        .description("Events that a receiver took")
                        .register(registry),
                Counter.builder("mitalk.webhook.retried")
                        .description("Deliveries that failed and are tried again")
                        .register(registry),
                dropped);
    }

    void delivered() {
        delivered.increment();
    }

    void retried() {
        retried.increment();
    }

    void dropped(Drop reason) {
        var counter = dropped.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}
