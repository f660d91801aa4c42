package io.mitalk.app.ops;

import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;

/** Thread-safe. {@code /healthz}: the process answers. {@code /readyz}: it takes new people. */
public final class Readiness implements Routes {

    private final Map<String, BooleanSupplier> needs = new ConcurrentSkipListMap<>();
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

    /** Names something without which nobody can be served; it is asked at each question for readiness. */
    public void needs(String name, BooleanSupplier available) {
        needs.put(name, available);
    }

    private String lacking() {
        return needs.entrySet().stream()
                .filter(need -> !need.getValue().getAsBoolean())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
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
                    var lacking = now == State.READY ? lacking() : "";
                    boolean ready = now == State.READY && lacking.isEmpty();
                    var word = lacking.isEmpty() ? now.word : "without " + lacking;
                    context.status(ready ? 200 : 503)
                            .header("Cache-Control", "no-store")
                            .contentType("application/json")
                            .result("{\"status\":\"" + word + "\"}");
                });
    }
}
