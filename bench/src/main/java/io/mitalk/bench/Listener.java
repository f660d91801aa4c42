package io.mitalk.bench;

import io.mitalk.kit.time.Clock;
import io.mitalk.media.client.LoopbackPeer;
import io.mitalk.media.client.PeerListener;
import io.mitalk.media.client.PeerLoop;
import io.mitalk.wire.opus.OpusPacket;
import io.mitalk.wire.rtp.RtpView;
import io.mitalk.wire.sdp.SessionDescription;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import livekit.LivekitRtc;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SignalTarget;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. One listener: joins over real signalling and hears over a real transport. One of the decrypting sample
 * keeps the number and the latency of each frame, any other stops decrypting after its first.
 */
final class Listener implements PeerListener, AutoCloseable {

    private final Clock clock;
    private final LoopbackPeer peer;
    private final boolean sample;
    private final RtpView packet = new RtpView();
    private final BitSet heard = new BitSet();
    private final CompletableFuture<Double> joined = new CompletableFuture<>();
    private double[] latenciesMs = new double[1024];
    private int latencyCount;
    private final int[] spans = new int[2 * OpusPacket.MAX_FRAMES];
    private boolean measuring;
    private long beganNs;
    private @Nullable SignalClient signal;
    private @Nullable SessionDescription offer;
    private @Nullable InetSocketAddress trickled;
    private boolean connecting;

    Listener(PeerLoop loop, Clock clock, boolean sample) {
        this.clock = clock;
        this.sample = sample;
        this.peer = loop.open(this);
    }

    /** Milliseconds from the request to the first sound. */
    CompletableFuture<Double> join(HttpClient http, URI server, String token) {
        beganNs = clock.nanoTime();
        var _ =
                SignalClient.connect(http, server, token, this::onResponse)
                        .whenComplete(
                                (_, refusal) -> {
                                    if (refusal != null) {
                                        joined.completeExceptionally(refusal);
                                    }
                                });
        return joined;
    }

    /** From now on, or no longer, frames count. */
    synchronized void measure(boolean on) {
        measuring = on;
    }

    /** How many of the frames {@code from} (inclusive) to {@code to} (exclusive) never came. */
    synchronized int missing(int from, int to) {
        return to - from - heard.get(from, to).cardinality();
    }

    synchronized double[] latenciesMs() {
        return Arrays.copyOf(latenciesMs, latencyCount);
    }

    boolean isSample() {
        return sample;
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
            peer.open(sample);
        }
        int frames =
                sample
                        ? OpusPacket.frames(
                                buf, packet.payloadOffset(), packet.payloadLength(), spans)
                        : 0;
        // A merged packet holds several; each frame stands behind where its own first byte was.
        for (int i = 0; i < frames; i++) {
            int at = spans[2 * i] - 1;
            heard.set(Speech.number(buf, at));
            if (measuring) {
                keep((arrivedNs - Speech.madeNs(buf, at)) / 1e6);
            }
        }
    }

    private void keep(double latencyMs) {
        if (latencyCount == latenciesMs.length) {
            latenciesMs = Arrays.copyOf(latenciesMs, latencyCount * 2);
        }
        latenciesMs[latencyCount++] = latencyMs;
    }

    private synchronized void onResponse(SignalClient from, SignalResponse response) {
        signal = from;
        try {
            switch (response.getMessageCase()) {
                case OFFER -> onOffer(from, response.getOffer());
                case TRICKLE -> {
                    if (response.getTrickle().getTarget() == SignalTarget.SUBSCRIBER) {
                        trickled =
                                ClientSdp.loopbackCandidate(
                                        response.getTrickle().getCandidateInit());
                        connect();
                    }
                }
                case LEAVE ->
                        joined.completeExceptionally(
                                new IOException(
                                        "told to leave: " + response.getLeave().getReason()));
                default -> {
                    // Rosters, speakers and quality are part of the load, and of no interest to it.
                }
            }
        } catch (IOException e) {
            joined.completeExceptionally(e);
        }
    }

    private void onOffer(SignalClient from, LivekitRtc.SessionDescription message)
            throws IOException {
        var description = SessionDescription.parse(message.getSdp());
        offer = description;
        connect();
        var answer =
                LivekitRtc.SessionDescription.newBuilder()
                        .setType("answer")
                        .setSdp(ClientSdp.answer(description, ClientSdp.local(peer)))
                        .setId(message.getId());
        from.send(SignalRequest.newBuilder().setAnswer(answer).build());
    }

    private void connect() throws IOException {
        var description = offer;
        if (connecting || description == null) {
            return;
        }
        if (trickled == null && ClientSdp.loopbackCandidate(description) == null) {
            return;
        }
        connecting = true;
        peer.connect(ClientSdp.remote(description, trickled));
    }

    @Override
    public synchronized void close() {
        if (signal != null) {
            signal.close();
        }
        peer.close();
    }
}
