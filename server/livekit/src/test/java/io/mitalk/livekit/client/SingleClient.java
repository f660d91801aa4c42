package io.mitalk.livekit.client;

import com.google.protobuf.ByteString;
import io.mitalk.media.client.AudioSource;
import io.mitalk.media.client.LoopbackPeer;
import io.mitalk.media.client.PeerLoop;
import io.mitalk.media.client.Recorder;
import io.mitalk.wire.sdp.Attribute;
import io.mitalk.wire.sdp.Direction;
import io.mitalk.wire.sdp.MediaSection;
import io.mitalk.wire.sdp.Origin;
import io.mitalk.wire.sdp.SessionDescription;
import io.mitalk.wire.sdp.Setup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import livekit.LivekitModels.ClientInfo;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.ConnectionSettings;
import livekit.LivekitRtc.JoinRequest;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.WrappedJoinRequest;
import org.jspecify.annotations.Nullable;

/**
 * Owned by one test. A client by hand that has one connection: it makes every offer, listens in sections of its own and
 * numbers Opus 109 there, as Firefox does.
 */
public final class SingleClient implements AutoCloseable {

    public static final int OPUS = 109;
    private static final int SSRC = 4712;

    private final SignalSocket socket = new SignalSocket(this::take);
    public final List<SignalResponse> inbox = socket.inbox;
    public final Recorder heard = new Recorder();

    /** The newest answer, and which track it puts into which section. */
    public volatile @Nullable SessionDescription answer;

    public volatile Map<String, String> tracks = Map.of();

    private final LoopbackPeer peer;
    private final int port;
    private final List<Direction> sections = new CopyOnWriteArrayList<>();
    private String cid = "";
    private int offers;
    private boolean connected;
    private @Nullable AudioSource source;

    /** A client of the server on this port that asks for {@code listening} sections. */
    public SingleClient(PeerLoop loop, int port, int listening) {
        this.port = port;
        this.peer = loop.open(heard);
        for (int i = 0; i < listening; i++) {
            sections.add(Direction.RECVONLY);
        }
    }

    /** Joins with an offer inside the join request, zipped, as most clients do. */
    public void join(String token) throws Exception {
        open(token, wrap(request().setPublisherOffer(offer()).build(), true));
    }

    /** Joins and offers nothing, so that its media cannot connect. */
    public void joinSilently(String token) throws Exception {
        open(token, wrap(request().build(), false));
    }

    /** Joins without one, plainly; the offer follows on the socket, as of Firefox. */
    public void joinThenOffer(String token) throws Exception {
        joinSilently(token);
        send(SignalRequest.newBuilder().setOffer(offer()));
    }

    /** Comes back as the same participant, and restarts ICE by an offer of its own. */
    public void resume(String token, String sid) throws Exception {
        open(token, wrap(request().setReconnect(true).setParticipantSid(sid).build(), true));
        peer.restartIce();
        send(SignalRequest.newBuilder().setOffer(offer()));
    }

    public static JoinRequest.Builder request() {
        return JoinRequest.newBuilder()
                .setClientInfo(
                        ClientInfo.newBuilder()
                                .setProtocol(17)
                                .addCapabilities(ClientInfo.Capability.CAP_PACKET_TRAILER))
                .setConnectionSettings(ConnectionSettings.newBuilder().setAutoSubscribe(true));
    }

    /** The value of the query parameter, in the alphabet for addresses. */
    public static String wrap(JoinRequest request, boolean zipped) throws IOException {
        var bytes = request.toByteArray();
        if (zipped) {
            var out = new ByteArrayOutputStream();
            try (var zip = new GZIPOutputStream(out)) {
                zip.write(bytes);
            }
            bytes = out.toByteArray();
        }
        var wrapped =
                WrappedJoinRequest.newBuilder()
                        .setCompression(
                                zipped
                                        ? WrappedJoinRequest.Compression.GZIP
                                        : WrappedJoinRequest.Compression.NONE)
                        .setJoinRequest(ByteString.copyFrom(bytes));
        return Base64.getUrlEncoder().encodeToString(wrapped.build().toByteArray());
    }

    private void open(String token, String joinRequest) throws Exception {
        String path = "/rtc/v1?access_token=" + token + "&join_request=" + joinRequest;
        socket.open("ws://127.0.0.1:" + port + path);
    }

    private void take(SignalResponse message) {
        if (message.hasAnswer()) {
            var described = SessionDescription.parse(message.getAnswer().getSdp());
            connect(described);
            answer = described;
            tracks = message.getAnswer().getMidToTrackIdMap();
        }
        if (message.hasMediaSectionsRequirement()) {
            for (int i = 0; i < message.getMediaSectionsRequirement().getNumAudios(); i++) {
                sections.add(Direction.RECVONLY);
            }
            send(SignalRequest.newBuilder().setOffer(offer()));
        }
    }

    private void connect(SessionDescription server) {
        if (connected) {
            peer.restarted(Ends.ice(server));
            return;
        }
        connected = true;
        peer.connect(Ends.theirs(server));
    }

    private synchronized livekit.LivekitRtc.SessionDescription offer() {
        int id = ++offers;
        var media = new ArrayList<MediaSection>();
        var mids = new ArrayList<String>();
        for (int i = 0; i < sections.size(); i++) {
            String mid = Integer.toString(i);
            mids.add(mid);
            var lines = new ArrayList<>(Ends.ours(peer, Setup.ACTPASS));
            lines.addAll(
                    List.of(
                            new Attribute.Mid(mid),
                            sections.get(i),
                            Attribute.RTCP_MUX,
                            Attribute.RtpMap.opus(OPUS),
                            new Attribute.ExtMap(1, Attribute.ExtMap.AUDIO_LEVEL),
                            new Attribute.ExtMap(4, Attribute.ExtMap.MID)));
            if (sections.get(i).sends()) {
                lines.add(new Attribute.Msid("-", cid));
                lines.add(new Attribute.Ssrc(SSRC, "cname", "client"));
            }
            media.add(MediaSection.audio(lines));
        }
        var sdp =
                new SessionDescription(
                        Origin.of(9, id), List.of(Attribute.Group.bundle(mids)), media);
        return livekit.LivekitRtc.SessionDescription.newBuilder()
                .setType("offer")
                .setId(id)
                .setSdp(sdp.write())
                .build();
    }

    /** Announces a track and offers a section for it. */
    public void publish(String name) throws Exception {
        cid = name;
        send(
                SignalRequest.newBuilder()
                        .setAddTrack(
                                AddTrackRequest.newBuilder()
                                        .setCid(cid)
                                        .setSource(TrackSource.MICROPHONE)));
        String mid = Integer.toString(sections.size());
        sections.add(Direction.SENDONLY);
        send(SignalRequest.newBuilder().setOffer(offer()));
        peer.connected().get(5, TimeUnit.SECONDS);
        source = new AudioSource(peer, new AudioSource.Spec(SSRC, OPUS, 1, 4, mid), 1);
    }

    /** Sends one packet of loud sound. */
    public void talk() {
        Objects.requireNonNull(source).send(new byte[] {8, 1, 2, 3, 4, 5, 6, 7}, 20);
    }

    public void send(SignalRequest.Builder request) {
        socket.send(request);
    }

    /** The first message of this kind, which has five seconds to come unless it is here already. */
    public SignalResponse await(String what, Predicate<SignalResponse> test) {
        return socket.await(what, test, 5);
    }

    public SignalResponse joined() {
        return await("join", SignalResponse::hasJoin);
    }

    /** How many answers have come. */
    public long answers() {
        return inbox.stream().filter(SignalResponse::hasAnswer).count();
    }

    /** Breaks the socket without a word. */
    public void vanish() {
        socket.vanish();
    }

    @Override
    public void close() {
        socket.close();
        peer.close();
    }
}
