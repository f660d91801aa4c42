package io.mitalk.media.dtls;

import io.mitalk.media.srtp.SrtpKeys;
import io.mitalk.media.srtp.SrtpProfile;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. Loads and compiles what a handshake needs: a process's first one takes ten times as long as the later.
 */
public final class DtlsWarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(DtlsWarmUp.class);
    private static final int LIMIT_MS = 3_000;

    private DtlsWarmUp() {}

    /** Shakes hands with itself {@code rounds} times, without a socket; blocks for that long, at most three seconds. */
    public static void run(DtlsCertificate certificate, DtlsSession.Parts parts, int rounds) {
        long deadlineNs = parts.clock().nanoTime() + LIMIT_MS * 1_000_000L;
        try {
            for (int i = 0; i < rounds; i++) {
                round(certificate, parts)
                        .get(deadlineNs - parts.clock().nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("DTLS did not warm up; the first handshakes will be slow", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<Void> round(
            DtlsCertificate certificate, DtlsSession.Parts parts) {
        var server = new AtomicReference<@Nullable DtlsSession>();
        var atClient = new End();
        var atServer = new End();
        var client =
                DtlsSession.client(
                        certificate,
                        parts,
                        datagram -> {
                            var to = server.get();
                            if (to != null) {
                                to.offer(datagram);
                            }
                        },
                        atClient);
        var passive = DtlsSession.server(certificate, parts, client::offer, atServer);
        server.set(passive);
        client.start();
        return CompletableFuture.allOf(atClient.done, atServer.done)
                .whenComplete(
                        (done, failure) -> {
                            client.close();
                            passive.close();
                        });
    }

    private static final class End implements DtlsListener {

        private final CompletableFuture<Void> done = new CompletableFuture<>();

        @Override
        public void handshaken(SrtpProfile profile, SrtpKeys keys, String peerFingerprint) {
            done.complete(null);
        }

        @Override
        public void failed(DtlsFailure reason) {
            done.completeExceptionally(new IllegalStateException(reason.text()));
        }

        @Override
        public void received(byte[] buf, int length) {}

        @Override
        public void closed() {}
    }
}
