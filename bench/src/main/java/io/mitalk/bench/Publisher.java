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
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitRtc;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SignalTarget;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The one who speaks: publishes a microphone and sends a frame every 20 ms, as loud speech. */
final class Publisher implements PeerListener, AutoCloseable {

    private static final String TRACK = "bench-microphone";
    private static final int OFFER_ID = 1;
    private static final int LOUD = 12;

    private final LoopbackPeer peer;
    private final Clock clock;
    private final int ssrc;
    private final AudioSource source;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private @Nullable SignalClient signal;
    private @Nullable SessionDescription answer;
    private @Nullable InetSocketAddress trickled;
    private boolean connecting;
    private volatile int sent;

    Publisher(PeerLoop loop, Clock clock, Randomness randomness) {
        this.clock = clock;
        this.peer = loop.open(this);
        this.ssrc = randomness.nextInt();
        this.source = new AudioSource(peer, AudioSource.Spec.opus(ssrc), 1);
    }

    /** Done when its transport is connected. */
    CompletableFuture<Void> join(HttpClient http, URI server, String token) {
        var _ =
                SignalClient.connect(http, server, token, this::onResponse)
                        .whenComplete(
                                (client, refusal) -> {
                                    if (refusal != null) {
                                        connected.completeExceptionally(refusal);
                                    } else {
                                        publish(client);
                                    }
                                });
        return connected;
    }

    /** Sends the next frame; called every 20 ms by one thread. */
    void speak() {
        int number = sent;
        if (source.send(Speech.frame(number, clock.nanoTime()), LOUD)) {
            sent = number + 1;
        }
    }

    /** Frames sent so far, which is also the number of the next. */
    int sent() {
        return sent;
    }

    private void publish(SignalClient client) {
        client.send(
                SignalRequest.newBuilder()
                        .setAddTrack(
                                LivekitRtc.AddTrackRequest.newBuilder()
                                        .setCid(TRACK)
                                        .setName("microphone")
                                        .setType(TrackType.AUDIO)
                                        .setSource(TrackSource.MICROPHONE))
                        .build());
        client.send(
                SignalRequest.newBuilder()
                        .setOffer(
                                LivekitRtc.SessionDescription.newBuilder()
                                        .setType("offer")
                                        .setSdp(
                                                ClientSdp.publisherOffer(
                                                        ClientSdp.local(peer), TRACK, ssrc))
                                        .setId(OFFER_ID))
                        .build());
    }

    private synchronized void onResponse(SignalClient from, SignalResponse response) {
        signal = from;
        try {
            switch (response.getMessageCase()) {
                case ANSWER -> {
                    answer = SessionDescription.parse(response.getAnswer().getSdp());
                    connect();
                }
                case TRICKLE -> {
                    if (response.getTrickle().getTarget() == SignalTarget.PUBLISHER) {
                        trickled =
                                ClientSdp.loopbackCandidate(
                                        response.getTrickle().getCandidateInit());
                        connect();
                    }
                }
                case LEAVE ->
                        connected.completeExceptionally(
                                new IOException(
                                        "told to leave: " + response.getLeave().getReason()));
                default -> {
                    // Its token subscribes to nothing, so that no offer comes.
                }
            }
        } catch (IOException e) {
            connected.completeExceptionally(e);
        }
    }

    private void connect() throws IOException {
        var description = answer;
        if (connecting || description == null) {
            return;
        }
        if (trickled == null && ClientSdp.loopbackCandidate(description) == null) {
            return;
        }
        connecting = true;
        peer.connect(ClientSdp.remote(description, trickled));
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

    @Override
    public synchronized void close() {
        if (signal != null) {
            signal.close();
        }
        peer.close();
    }
}
