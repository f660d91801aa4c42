package io.mitalk.bench;

import io.mitalk.kit.time.Clock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Thread-safe. A page's socket: counts what it is told, and keeps when each probe came. */
final class Watcher implements WebSocket.Listener, AutoCloseable {

    static final String PROBE = "probe ";

    private final Clock clock;
    private final long[] cameNs;
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private volatile @Nullable WebSocket socket;
    private int messages;

    Watcher(Clock clock, int probes) {
        this.clock = clock;
        this.cameNs = new long[probes];
    }

    /** Connects as whoever has the cookie and watches a channel; done when its state came. */
    CompletableFuture<Void> open(HttpClient http, URI server, String cookie, String channel) {
        return http.newWebSocketBuilder()
                .header("Cookie", cookie)
                .buildAsync(server.resolve("/api/realtime"), this)
                .thenCompose(
                        opened -> {
                            socket = opened;
                            return opened.sendText(
                                    "{\"op\":\"subscribe\",\"channel\":\"" + channel + "\"}", true);
                        })
                .thenCompose(_ -> subscribed);
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onText(
            WebSocket from, CharSequence part, boolean last) {
        long nowNs = clock.nanoTime();
        text.append(part);
        if (last) {
            messages++;
            if (text.indexOf("\"op\":\"state\"") >= 0) {
                subscribed.complete(null);
            } else {
                note(nowNs);
            }
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void note(long nowNs) {
        int at = text.indexOf(PROBE);
        if (at >= 0) {
            int number = 0;
            for (int i = at + PROBE.length(); Character.isDigit(text.charAt(i)); i++) {
                number = number * 10 + text.charAt(i) - '0';
            }
            if (number < cameNs.length && cameNs[number] == 0) {
                cameNs[number] = nowNs;
            }
        }
    }

    synchronized int messages() {
        return messages;
    }

    /** Probes that never came. */
    synchronized int missed() {
        return (int) IntStream.range(0, cameNs.length).filter(i -> cameNs[i] == 0).count();
    }

    /** From asking for each probe to hearing of it. */
    synchronized double[] delaysMs(long[] askedNs) {
        return IntStream.range(0, cameNs.length)
                .filter(i -> cameNs[i] != 0)
                .mapToDouble(i -> (cameNs[i] - askedNs[i]) / 1e6)
                .toArray();
    }

    @Override
    public void close() {
        var opened = socket;
        if (opened != null) {
            opened.abort();
        }
    }
}
