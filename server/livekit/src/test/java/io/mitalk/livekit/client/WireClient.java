package io.mitalk.livekit.client;

import io.mitalk.media.client.AudioSource;
import io.mitalk.media.client.LoopbackPeer;
import io.mitalk.media.client.PeerLoop;
import io.mitalk.media.client.Recorder;
import io.mitalk.media.sctp.ChannelSpec;
import io.mitalk.media.sctp.DataMessage;
import io.mitalk.wire.sdp.Attribute;
import io.mitalk.wire.sdp.Direction;
import io.mitalk.wire.sdp.MediaSection;
import io.mitalk.wire.sdp.Origin;
import io.mitalk.wire.sdp.SessionDescription;
import io.mitalk.wire.sdp.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.MuteTrackRequest;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;

/** Owned by one test. A client by hand: signalling over a real WebSocket, media over real UDP. Answers every offer. */
public final class WireClient implements AutoCloseable {

    private static final int SSRC = 4711;
    private static final List<ChannelSpec> CHANNELS =
            List.of(
                    new ChannelSpec("_reliable", true, true),
                    new ChannelSpec("_lossy", false, false));

    private final SignalSocket socket = new SignalSocket(this::take);
    public final List<SignalResponse> inbox = socket.inbox;
    public final Recorder heard = new Recorder();

    /** Messages that came on data channels, as they were. */
    public final List<DataMessage> data = new CopyOnWriteArrayList<>();

    private final int port;
    private final LoopbackPeer subscriber;
    private final LoopbackPeer publisher;
    private @Nullable AudioSource source;
    private boolean subscriberUp;
    private long version;

    private WireClient(PeerLoop loop, int port) {
        this.port = port;
        this.subscriber = loop.open(heard);
        this.publisher = loop.open(new Recorder());
        subscriber.openData(List.of(), data::add);
        publisher.openData(CHANNELS, data::add);
    }

    /** Joins the server on this port of 127.0.0.1; {@code query} is appended to the path, from its ampersand on. */
    public static WireClient connect(PeerLoop loop, int port, String token, String query)
            throws Exception {
        var client = new WireClient(loop, port);
        client.open(token, query);
        return client;
    }

    /** Opens a socket, again when it had one before. */
    public void open(String token, String query) throws Exception {
        socket.open("ws://127.0.0.1:" + port + "/rtc?access_token=" + token + query);
    }

    private void take(SignalResponse message) {
        if (message.hasOffer()) {
            answer(message.getOffer());
        }
    }

    /** How the newest socket ended, 0 as long as it has not. */
    public int closeCode() {
        return socket.closeCode;
    }

    public void send(SignalRequest.Builder request) {
        socket.send(request);
    }

    public SignalResponse await(String what, Predicate<SignalResponse> test) {
        return await(what, test, 5);
    }

    /** The first message of this kind, which has so many seconds to come unless it is here already. */
    public SignalResponse await(String what, Predicate<SignalResponse> test, int seconds) {
        return socket.await(what, test, seconds);
    }

    public SignalResponse joined() {
        return await("join", SignalResponse::hasJoin);
    }

    public String sid() {
        return joined().getJoin().getParticipant().getSid();
    }

    /** Publishes a track and waits until {@code listener} has been offered it; returns its sid. */
    public String publishTo(WireClient listener) throws Exception {
        joined();
        listener.joined();
        String track = publish("c");
        await(
                "subscribed",
                m -> m.hasTrackSubscribed() && m.getTrackSubscribed().getTrackSid().equals(track));
        listener.await("offered", m -> m.hasOffer() && m.getOffer().getSdp().contains(track));
        return track;
    }

    /** Says that a track of its own is muted, or is not. */
    public void mute(String track, boolean muted) {
        send(
                SignalRequest.newBuilder()
                        .setMute(MuteTrackRequest.newBuilder().setSid(track).setMuted(muted)));
    }

    /** Announces and offers one track, waits until it is published; returns its sid. */
    public String publish(String cid) throws Exception {
        send(
                SignalRequest.newBuilder()
                        .setAddTrack(
                                AddTrackRequest.newBuilder()
                                        .setCid(cid)
                                        .setSource(TrackSource.MICROPHONE)));
        String sid =
                await(
                                "published",
                                m ->
                                        m.hasTrackPublished()
                                                && m.getTrackPublished().getCid().equals(cid))
                        .getTrackPublished()
                        .getTrack()
                        .getSid();
        SessionDescription answer = offer(cid, Direction.SENDONLY);
        publisher.connect(Ends.theirs(answer));
        publisher.connected().get(5, TimeUnit.SECONDS);
        source = new AudioSource(publisher, new AudioSource.Spec(SSRC, 109, 1, 4, "0"), 1);
        return sid;
    }

    /** Offers one audio section and returns the answer. */
    public SessionDescription offer(String cid, Direction direction) {
        var lines = new ArrayList<>(Ends.ours(publisher, Setup.ACTPASS));
        lines.addAll(
                List.of(
                        new Attribute.Mid("0"),
                        direction,
                        Attribute.RTCP_MUX,
                        new Attribute.Msid("-", cid),
                        Attribute.RtpMap.opus(109),
                        new Attribute.ExtMap(1, Attribute.ExtMap.AUDIO_LEVEL),
                        new Attribute.ExtMap(4, Attribute.ExtMap.MID),
                        new Attribute.Ssrc(SSRC, "cname", "client")));
        var description =
                new SessionDescription(
                        Origin.of(7, version + 1),
                        List.of(Attribute.Group.bundle(List.of("0"))),
                        List.of(MediaSection.audio(lines)));
        return offer(description.write());
    }

    /** Opens the connection on which it sends data. */
    public void openData() throws Exception {
        var lines = new ArrayList<>(Ends.ours(publisher, Setup.ACTPASS));
        lines.add(new Attribute.Mid("0"));
        lines.add(new Attribute.SctpPort(5000));
        var description =
                new SessionDescription(
                        Origin.of(7, version + 1),
                        List.of(Attribute.Group.bundle(List.of("0"))),
                        List.of(MediaSection.application(lines)));
        publisher.connect(Ends.theirs(offer(description.write())));
        publisher.dataOpened().get(5, TimeUnit.SECONDS);
    }

    /** Sends a message on the data channel of this label. */
    public void sendData(String label, byte[] packet) {
        publisher.sendData(label, packet);
    }

    /** Sends an offer as it is and returns the answer. */
    public SessionDescription offer(String sdp) {
        int id = (int) ++version;
        send(
                SignalRequest.newBuilder()
                        .setOffer(
                                livekit.LivekitRtc.SessionDescription.newBuilder()
                                        .setType("offer")
                                        .setId(id)
                                        .setSdp(sdp)));
        return SessionDescription.parse(
                await("answer", m -> m.hasAnswer() && m.getAnswer().getId() == id)
                        .getAnswer()
                        .getSdp());
    }

    /** Sends one packet of loud sound. */
    public void talk() {
        talk(20);
    }

    /** Sends one packet that claims this loudness in -dBov. */
    public void talk(int level) {
        Objects.requireNonNull(source).send(new byte[] {8, 1, 2, 3, 4, 5, 6, 7}, level);
    }

    /** Sends for a while and counts what came over to {@code listener} meanwhile. */
    public int talkTo(WireClient listener, int packets) throws InterruptedException {
        int before = listener.heard.frames();
        for (int i = 0; i < packets; i++) {
            talk();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        TimeUnit.MILLISECONDS.sleep(120);
        return listener.heard.frames() - before;
    }

    /** Ends or begins again to send checks for what it publishes, while its sound and its socket go on. */
    public void checksOfPublisher(boolean sent) {
        publisher.consent(sent);
    }

    /** Breaks the socket without a word. */
    public void vanish() {
        socket.vanish();
    }

    @Override
    public void close() {
        socket.close();
        subscriber.close();
        publisher.close();
    }

    private void answer(livekit.LivekitRtc.SessionDescription message) {
        var offer = SessionDescription.parse(message.getSdp());
        var sections = new ArrayList<MediaSection>();
        for (MediaSection offered : offer.media()) {
            var lines = new ArrayList<>(Ends.ours(subscriber, Setup.ACTIVE));
            lines.add(new Attribute.Mid(offered.mid()));
            if (offered.kind().equals("audio")) {
                lines.add(Attribute.RtpMap.opus(offered.payloadType("opus", 48_000)));
            }
            lines.addAll(offered.all(Attribute.ExtMap.class));
            lines.add(offered.direction().reversed());
            boolean data = offered.kind().equals("application");
            sections.add(data ? MediaSection.application(lines) : MediaSection.audio(lines));
        }
        if (!subscriberUp) {
            subscriberUp = true;
            subscriber.connect(Ends.theirs(offer));
        }
        var answer =
                new SessionDescription(
                        Origin.of(8, message.getId()),
                        List.of(Attribute.Group.bundle(offer.bundle())),
                        sections);
        send(
                SignalRequest.newBuilder()
                        .setAnswer(
                                livekit.LivekitRtc.SessionDescription.newBuilder()
                                        .setType("answer")
                                        .setId(message.getId())
                                        .setSdp(answer.write())));
    }
}
