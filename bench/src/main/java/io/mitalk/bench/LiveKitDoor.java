package io.mitalk.bench;

import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.token.AccessToken;
import io.mitalk.livekit.token.SigningKey;
import io.mitalk.livekit.token.TokenIssuer;
import io.mitalk.livekit.token.VideoGrant;
import io.mitalk.wire.sdp.SessionDescription;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitRtc;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SignalTarget;
import org.jspecify.annotations.Nullable;

/** Thread-safe. LiveKit's signalling, which MiTalk speaks too: hidden listeners and listed speakers of one room. */
final class LiveKitDoor implements Door {

    private static final String ROOM = "bench";
    private static final int OFFER_ID = 1;

    private final HttpClient http;
    private final GivenServer server;
    private final TokenIssuer issuer;
    private final Clock clock;

    LiveKitDoor(HttpClient http, GivenServer server, Clock clock) {
        this.http = http;
        this.server = server;
        this.clock = clock;
        this.issuer = new TokenIssuer(List.of(new SigningKey(server.key(), server.secret())));
    }

    @Override
    public CompletableFuture<Double> listen(Listener listener, int number) {
        String token = token("listener-" + number, VideoGrant.hiddenListener(ROOM));
        return listen(http, server.url(), token, listener);
    }

    /** The same with a token from elsewhere. */
    static CompletableFuture<Double> listen(
            HttpClient http, URI url, String token, Listener listener) {
        var joined = listener.begin();
        var _ =
                SignalClient.connect(http, url, token, new Listening(listener)::onResponse)
                        .whenComplete(
                                (client, refusal) -> {
                                    if (refusal != null) {
                                        listener.failed(refusal);
                                    } else {
                                        listener.onLeave(client::close);
                                    }
                                });
        return joined;
    }

    @Override
    public CompletableFuture<Void> publish(Publisher publisher) {
        var grant =
                new VideoGrant(
                        ROOM, true, true, false, false, true, false, false, List.of(), false, false,
                        false, false);
        return publish(http, server.url(), token("speaker-" + publisher.index(), grant), publisher);
    }

    /** The same with a token from elsewhere. */
    static CompletableFuture<Void> publish(
            HttpClient http, URI url, String token, Publisher publisher) {
        return publish(http, url, token, publisher, new Publishing(publisher)::onResponse);
    }

    /** The same for a token that subscribes too, so that an offer comes and wants an answer; {@code ears} gives it. */
    static CompletableFuture<Void> publish(
            HttpClient http, URI url, String token, Publisher publisher, Listener ears) {
        var publishing = new Publishing(publisher);
        var listening = new Listening(ears);
        return publish(
                http,
                url,
                token,
                publisher,
                (from, response) -> {
                    publishing.onResponse(from, response);
                    listening.onResponse(from, response);
                });
    }

    private static CompletableFuture<Void> publish(
            HttpClient http,
            URI url,
            String token,
            Publisher publisher,
            BiConsumer<SignalClient, SignalResponse> responses) {
        var connected = publisher.begin();
        var _ =
                SignalClient.connect(http, url, token, responses)
                        .whenComplete(
                                (client, refusal) -> {
                                    if (refusal != null) {
                                        publisher.failed(refusal);
                                    } else {
                                        publisher.onLeave(client::close);
                                        publish(client, publisher);
                                    }
                                });
        return connected;
    }

    private static void publish(SignalClient client, Publisher publisher) {
        client.send(
                SignalRequest.newBuilder()
                        .setAddTrack(
                                LivekitRtc.AddTrackRequest.newBuilder()
                                        .setCid(Publisher.TRACK)
                                        .setName("microphone")
                                        .setType(TrackType.AUDIO)
                                        .setSource(TrackSource.MICROPHONE))
                        .build());
        client.send(
                SignalRequest.newBuilder()
                        .setOffer(
                                LivekitRtc.SessionDescription.newBuilder()
                                        .setType("offer")
                                        .setSdp(publisher.offer())
                                        .setId(OFFER_ID))
                        .build());
    }

    private String token(String identity, VideoGrant grant) {
        var expiry = clock.instant().plus(Duration.ofHours(1));
        return issuer.issue(AccessToken.of(server.key(), identity, identity, grant, expiry));
    }

    private static IOException toldToLeave(SignalResponse response) {
        return new IOException("told to leave: " + response.getLeave().getReason());
    }

    /** Touched by one response at a time. A listener's share of the conversation. */
    private static final class Listening {

        private final Listener listener;
        private @Nullable SessionDescription offer;
        private @Nullable InetSocketAddress trickled;

        Listening(Listener listener) {
            this.listener = listener;
        }

        synchronized void onResponse(SignalClient from, SignalResponse response) {
            try {
                switch (response.getMessageCase()) {
                    case OFFER -> onOffer(from, response.getOffer());
                    case TRICKLE -> {
                        var trickle = response.getTrickle();
                        if (trickle.getTarget() == SignalTarget.SUBSCRIBER) {
                            trickled = ClientSdp.ownCandidate(trickle.getCandidateInit());
                            connect();
                        }
                    }
                    case LEAVE -> listener.failed(toldToLeave(response));
                    default -> {
                        // Rosters, speakers and quality are part of the load, of no interest to it.
                    }
                }
            } catch (IOException e) {
                listener.failed(e);
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
                            .setSdp(listener.answer(description))
                            .setId(message.getId());
            from.send(SignalRequest.newBuilder().setAnswer(answer).build());
        }

        private void connect() throws IOException {
            if (offer != null) {
                listener.connect(offer, trickled);
            }
        }
    }

    /** Touched by one response at a time. A speaker's share of the conversation. */
    private static final class Publishing {

        private final Publisher publisher;
        private @Nullable SessionDescription answer;
        private @Nullable InetSocketAddress trickled;

        Publishing(Publisher publisher) {
            this.publisher = publisher;
        }

        synchronized void onResponse(SignalClient from, SignalResponse response) {
            try {
                switch (response.getMessageCase()) {
                    case ANSWER -> {
                        answer = SessionDescription.parse(response.getAnswer().getSdp());
                        connect();
                    }
                    case TRICKLE -> {
                        var trickle = response.getTrickle();
                        if (trickle.getTarget() == SignalTarget.PUBLISHER) {
                            trickled = ClientSdp.ownCandidate(trickle.getCandidateInit());
                            connect();
                        }
                    }
                    case TRACK_PUBLISHED -> {
                        var sid = response.getTrackPublished().getTrack().getSid();
                        publisher.onUnmute(() -> from.send(unmute(sid)));
                    }
                    case LEAVE -> publisher.failed(toldToLeave(response));
                    default -> {
                        // Its token subscribes to nothing, so that no offer comes.
                    }
                }
            } catch (IOException e) {
                publisher.failed(e);
            }
        }

        private static SignalRequest unmute(String sid) {
            var mute = LivekitRtc.MuteTrackRequest.newBuilder().setSid(sid).setMuted(false);
            return SignalRequest.newBuilder().setMute(mute).build();
        }

        private void connect() throws IOException {
            if (answer != null) {
                publisher.connect(answer, trickled);
            }
        }
    }
}
