package io.mitalk.app.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.mitalk.http.HttpServer;
import io.mitalk.http.HttpSettings;
import io.mitalk.http.HttpStartException;
import io.mitalk.http.RouteTable;
import io.mitalk.kit.lifecycle.Threads;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Every meter of the process, and the port on loopback where Prometheus reads them. */
public final class Metrics implements AutoCloseable {

    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collector = new JvmGcMetrics();
    private volatile @Nullable HttpServer server;

    /** Where parts register their meters. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** The meters of the virtual machine itself and of our timers; takes a moment, so after the start. */
    public void bindMachine(Threads threads) {
        Gauge.builder("mitalk.timers", threads, Threads::timers)
                .description("Timers that wait for their time")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collector.bindTo(registry);
    }

    /** Opens the port; 0 picks a free one. */
    public void listen(int port, HttpServer.Parts parts) throws HttpStartException {
        try {
            // The scrape itself is not counted: its own meters go nowhere.
            var silent =
                    new HttpServer.Parts(
                            parts.clock(),
                            parts.randomness(),
                            parts.threads(),
                            new CompositeMeterRegistry());
            server =
                    HttpServer.start(
                            HttpSettings.plain("127.0.0.1", port), List.of(this::addTo), silent);
        } catch (HttpStartException e) {
            throw new HttpStartException(
                    "metrics port 127.0.0.1:"
                            + port
                            + " is taken by another program; choose another with"
                            + " --metrics-port",
                    e);
        }
    }

    /** The port that was opened, 0 before. */
    public int port() {
        var running = server;
        return running == null ? 0 : running.port();
    }

    private void addTo(RouteTable table) {
        table.get("/metrics", context -> context.contentType(FORMAT).result(registry.scrape()));
    }

    @Override
    public void close() {
        var running = server;
        if (running != null) {
            running.close();
        }
        collector.close();
        registry.close();
    }
}
