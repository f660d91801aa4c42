package io.mitalk.bench;

import io.mitalk.kit.json.Json;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.wire.sdp.SessionDescription;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Thread-safe. Janus's own signalling over HTTP, with its plugin VideoRoom; each conversation on a virtual thread. */
final class JanusDoor implements Door {

    static final int ROOM = 1234;

    private static final String PLUGIN = "janus.plugin.videoroom";

    /** It waits for a candidate of ours; being a lite agent, it then answers checks from any address but loopback. */
    private static final String CANDIDATE =
            "a=candidate:1 1 udp 2130706431 127.0.0.1 9 typ host\r\na=end-of-candidates\r\n";

    private final HttpClient http;
    private final URI server;
    private final Threads threads;

    /** Whom listeners hear. */
    private final Queue<Long> feeds = new ConcurrentLinkedQueue<>();

    JanusDoor(HttpClient http, URI server, Threads threads) {
        this.http = http;
        this.server = server;
        this.threads = threads;
    }

    @Override
    public CompletableFuture<Double> listen(Listener listener, int number) {
        var joined = listener.begin();
        threads.virtual()
                .execute(
                        () -> {
                            try {
                                listen(listener);
                            } catch (IOException e) {
                                listener.failed(e);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        return joined;
    }

    /** A subscriber would have to ask for each, and negotiate anew. */
    @Override
    public boolean bringsLaterSpeakers() {
        return false;
    }

    private void listen(Listener listener) throws IOException, InterruptedException {
        var session = session();
        listener.onLeave(() -> threads.virtual().execute(session::leave));
        var streams = feeds.stream().map(feed -> Map.of("feed", feed)).toList();
        var join =
                Map.of("request", "join", "room", ROOM, "ptype", "subscriber", "streams", streams);
        String offered = session.ask(join, null).path("jsep").path("sdp").asString();
        var offer = SessionDescription.parse(offered);
        listener.connect(offer, null);
        String answer = listener.answer(offer) + CANDIDATE;
        session.ask(Map.of("request", "start", "room", ROOM), jsep("answer", answer));
    }

    @Override
    public CompletableFuture<Void> publish(Publisher publisher) {
        var connected = publisher.begin();
        threads.virtual()
                .execute(
                        () -> {
                            try {
                                speak(publisher);
                            } catch (IOException e) {
                                publisher.failed(e);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        return connected;
    }

    private void speak(Publisher publisher) throws IOException, InterruptedException {
        var session = session();
        publisher.onLeave(() -> threads.virtual().execute(session::leave));
        var join = Map.of("request", "join", "room", ROOM, "ptype", "publisher");
        long feed = session.ask(join, null).path("plugindata").path("data").path("id").asLong();
        var answer =
                session.ask(
                        Map.of("request", "configure", "audio", true),
                        jsep("offer", publisher.offer() + CANDIDATE));
        feeds.add(feed);
        publisher.connect(
                SessionDescription.parse(answer.path("jsep").path("sdp").asString()), null);
    }

    private static Map<String, String> jsep(String type, String sdp) {
        return Map.of("type", type, "sdp", sdp);
    }

    private Session session() throws IOException, InterruptedException {
        String session = "/janus/" + id(post("/janus", Map.of("janus", "create")));
        var attach = Map.of("janus", "attach", "plugin", PLUGIN);
        return new Session(session, session + "/" + id(post(session, attach)));
    }

    private static String id(JsonNode answer) {
        return answer.path("data").path("id").asString();
    }

    private JsonNode post(String path, Map<String, ?> body)
            throws IOException, InterruptedException {
        var whole = new LinkedHashMap<String, Object>(body);
        whole.put("transaction", "bench");
        var request =
                HttpRequest.newBuilder(server.resolve(path))
                        .POST(BodyPublishers.ofString(Json.write(whole)))
                        .build();
        return checked(http.send(request, BodyHandlers.ofString()).body());
    }

    private static JsonNode checked(String text) throws IOException {
        var answer = Json.mapper().readTree(text);
        var refusal = answer.path("plugindata").path("data").path("error");
        if (answer.path("janus").asString().equals("error") || !refusal.isMissingNode()) {
            throw new IOException("Janus refuses: " + text);
        }
        return answer;
    }

    /** One thread at a time. A client's session and its handle of the plugin. */
    private final class Session {

        private final String path;
        private final String handle;

        Session(String path, String handle) {
            this.path = path;
            this.handle = handle;
        }

        /** Sends a message to the plugin and waits for the event that answers it. */
        JsonNode ask(Map<String, ?> body, @Nullable Map<String, String> jsep)
                throws IOException, InterruptedException {
            var message = new LinkedHashMap<String, Object>();
            message.put("janus", "message");
            message.put("body", body);
            if (jsep != null) {
                message.put("jsep", jsep);
            }
            post(handle, message);
            while (true) {
                var poll = HttpRequest.newBuilder(server.resolve(path + "?maxev=1")).build();
                var event = checked(http.send(poll, BodyHandlers.ofString()).body());
                // Others tell of the connection's state.
                if (event.path("janus").asString().equals("event") && event.has("transaction")) {
                    return event;
                }
            }
        }

        void leave() {
            try {
                post(path, Map.of("janus", "destroy"));
            } catch (IOException e) {
                // The server may be gone before us.
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
