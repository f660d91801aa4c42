package io.mitalk.realtime;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.http.HttpServer;
import io.mitalk.http.HttpSettings;
import io.mitalk.http.HttpStartException;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Visitor;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.text.Language;
import io.mitalk.kit.time.Clock;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/**
 * Owned by one test. A hub behind a server on a free port of loopback. A session cookie is the id of an account, whose
 * session has the same id.
 */
final class TestHub implements AutoCloseable {

    final Threads threads = Threads.create();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Hub hub;
    final HttpServer server;

    TestHub(HubSettings settings, Bus bus, ChannelSource... sources) throws HttpStartException {
        var clock = Clock.system();
        hub = Hub.create(settings, new Hub.Parts(clock, threads, meters, bus));
        List.of(sources).forEach(hub::register);
        var table = new RouteTable();
        hub.routes().addTo(table);
        table.authenticator(
                token -> {
                    var id = UUID.fromString(token);
                    return new Visitor(id, Visitor.Standing.ACTIVE, false, id, Language.EN);
                });
        server =
                HttpServer.start(
                        HttpSettings.plain("127.0.0.1", 0),
                        table,
                        new HttpServer.Parts(clock, Randomness.secure(), threads, meters));
    }

    TestHub(ChannelSource... sources) throws HttpStartException {
        this(HubSettings.STANDARD, new LocalBus(), sources);
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.port() + Hub.PATH);
    }

    void tell(ChannelEvent event) {
        hub.publish(List.of(event));
    }

    @Override
    public void close() {
        hub.close();
        server.close();
        threads.close();
    }
}
