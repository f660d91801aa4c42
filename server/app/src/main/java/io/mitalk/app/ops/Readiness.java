package io.mitalk.app.ops;

import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;

/** Thread-safe. {@code /healthz}: the process answers. {@code /readyz}: it takes new people. */
public final class Readiness implements Routes {

    private volatile State state = State.STARTING;

    /** Where the process is in its life. */
    public enum State {
        STARTING("starting"),
        READY("ready"),
        DRAINING("draining");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    public void become(State next) {
        state = next;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get(
                "/healthz",
                context ->
                        context.header("Cache-Control", "no-store")
                                .contentType("application/json")
                                .result("{\"status\":\"alive\"}"));
        table.get(
                "/readyz",
                context -> {
                    var now = state;
                    context.status(now == State.READY ? 200 : 503)
                            .header("Cache-Control", "no-store")
                            .contentType("application/json")
                            .result("{\"status\":\"" + now.word + "\"}");
                });
    }
}
