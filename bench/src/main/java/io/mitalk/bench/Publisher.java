package io.mitalk.bench;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.client.AudioSource;
import io.mitalk.media.client.LoopbackPeer;
import io.mitalk.media.client.PeerListener;
import io.mitalk.media.client.PeerLoop;
import io.mitalk.wire.sdp.SessionDescription;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. One who speaks: has a microphone and sends a frame every 20 ms, as loud speech. A {@link Door} brings it
 * in.
 */
final class Publisher implements PeerListener, AutoCloseable {

    static final String TRACK = "bench-microphone";

    private static final int LOUD = 12;

    private final LoopbackPeer peer;
    private final Clock clock;
    private final int index;
    private final int ssrc;
    private final AudioSource source;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private @Nullable Runnable leave;
    private @Nullable Runnable unmute;
    private boolean connecting;
    private volatile long beganNs;
    private volatile int sent;

    /** {@code index} tells speakers of a room apart. */
    Publisher(PeerLoop loop, Clock clock, Randomness randomness, int index) {
        this.clock = clock;
        this.index = index;
        this.peer = loop.open(this);
        this.ssrc = randomness.nextInt();
        this.source = new AudioSource(peer, AudioSource.Spec.opus(ssrc), 1);
    }

    /** The request goes out now. Done when the transport is connected. */
    CompletableFuture<Void> begin() {
        beganNs = clock.nanoTime();
        return connected;
    }

    /** When the request went out. */
    long beganNs() {
        return beganNs;
    }

    void failed(Throwable failure) {
        connected.completeExceptionally(failure);
    }

    /** What {@link #close} does to the signalling. */
    synchronized void onLeave(Runnable goodbye) {
        leave = goodbye;
    }

    /** What {@link #unmute} does to the signalling. */
    synchronized void onUnmute(Runnable request) {
        unmute = request;
    }

    /** Asks to be heard again; nothing before the track is known. */
    void unmute() {
        Runnable request;
        synchronized (this) {
            request = unmute;
        }
        if (request != null) {
            request.run();
        }
    }

    String offer() {
        return ClientSdp.publisherOffer(ClientSdp.local(peer), TRACK, ssrc);
    }

    /** As {@link Listener#connect}, with the server's answer. */
    synchronized void connect(SessionDescription answer, @Nullable InetSocketAddress trickled)
            throws IOException {
        if (connecting || (trickled == null && ClientSdp.ownCandidate(answer) == null)) {
            return;
        }
        connecting = true;
        peer.connect(ClientSdp.remote(answer, trickled));
        var _ =
                peer.connected()
                        .whenComplete(
                                (profile, failure) -> {
                                    if (failure != null) {
                                        connected.completeExceptionally(failure);
                                    } else {
                                        connected.complete(null);
                                    }
                                });
    }

    /** Sends the next frame; called every 20 ms by one thread. */
    void speak() {
        int number = sent;
        if (source.send(Speech.packet(index, number, clock.nanoTime()), LOUD)) {
            sent = number + 1;
        }
    }

    /** Frames sent so far, which is also the number of the next. */
    int sent() {
        return sent;
    }

    int index() {
        return index;
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
