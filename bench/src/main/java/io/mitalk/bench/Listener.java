package io.mitalk.bench;

import io.mitalk.kit.time.Clock;
import io.mitalk.media.client.LoopbackPeer;
import io.mitalk.media.client.PeerListener;
import io.mitalk.media.client.PeerLoop;
import io.mitalk.wire.rtp.RtpView;
import io.mitalk.wire.sdp.SessionDescription;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. One listener with a real transport; a {@link Door} brings it in. One of the decrypting sample keeps the
 * number and the latency of each frame, any other stops decrypting after its first.
 */
final class Listener implements PeerListener, AutoCloseable {

    private final Clock clock;
    private final LoopbackPeer peer;
    private final @Nullable Heard heard;
    private final RtpView packet = new RtpView();
    private final CompletableFuture<Double> joined = new CompletableFuture<>();
    private @Nullable Runnable leave;
    private long beganNs;
    private boolean connecting;

    Listener(PeerLoop loop, Clock clock, boolean sample) {
        this.clock = clock;
        this.heard = sample ? new Heard() : null;
        this.peer = loop.open(this);
    }

    /** The request goes out now. Returns what {@link #joined} does. */
    synchronized CompletableFuture<Double> begin() {
        beganNs = clock.nanoTime();
        return joined;
    }

    /** Milliseconds from the request to the first sound. */
    CompletableFuture<Double> joined() {
        return joined;
    }

    void failed(Throwable failure) {
        joined.completeExceptionally(failure);
    }

    /** What {@link #close} does to the signalling. */
    synchronized void onLeave(Runnable goodbye) {
        leave = goodbye;
    }

    /**
     * Connects to what the server offered; does nothing while neither the offer nor {@code trickled} names an address,
     * nor the second time.
     */
    synchronized void connect(SessionDescription offer, @Nullable InetSocketAddress trickled)
            throws IOException {
        if (!connecting && (trickled != null || ClientSdp.ownCandidate(offer) != null)) {
            connecting = true;
            peer.connect(ClientSdp.remote(offer, trickled));
        }
    }

    String answer(SessionDescription offer) {
        return ClientSdp.answer(offer, ClientSdp.local(peer));
    }

    /** What one of the sample heard, as {@code question} reads it; {@code otherwise} for anybody else. */
    synchronized <T> T heard(Function<Heard, T> question, T otherwise) {
        return heard == null ? otherwise : question.apply(heard);
    }

    LoopbackPeer peer() {
        return peer;
    }

    @Override
    public synchronized void rtp(byte[] buf, int off, int len, long arrivedNs) {
        if (!packet.wrap(buf, off, len)) {
            return;
        }
        if (!joined.isDone()) {
            joined.complete((arrivedNs - beganNs) / 1e6);
            peer.open(heard != null);
        }
        if (heard != null) {
            heard.packet(buf, packet.payloadOffset(), packet.payloadLength(), arrivedNs);
        }
    }

    @Override
    public void close() {
        Runnable goodbye;
        synchronized (this) {
            goodbye = leave;
        }
        if (goodbye != null) {
            goodbye.run();
        }
        peer.close();
    }
}
