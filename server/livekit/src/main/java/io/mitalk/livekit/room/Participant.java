package io.mitalk.livekit.room;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.mitalk.livekit.data.DataPeer;
import io.mitalk.livekit.data.Standing;
import io.mitalk.livekit.token.AccessToken;
import io.mitalk.livekit.token.Refusals;
import io.mitalk.media.sfu.PeerHandle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SyncState;
import org.jspecify.annotations.Nullable;

/** Owned by the room's queue. One person in a room from join to leave, across resumes; what it is called and may do. */
public final class Participant implements Standing {

    private static final int CAPABILITIES_FIELD = 21;

    private final Room room;
    private final String sid;
    private final AccessToken token;
    private final Client client;
    private final PeerHandle peer;
    private final long joinedAtMs;
    private final UnknownFieldSet capabilities;
    private final Publisher publisher;
    private final Subscriber subscriber;
    private final Presence presence;
    private final DataPeer data;
    private final Refusals refusals;
    private Permissions permissions;
    private String name;
    private String metadata;
    private Map<String, String> attributes;
    private ParticipantInfo.State state = ParticipantInfo.State.JOINED;
    private int version = 1;
    private Simulation.Mishap mishap = Simulation.Mishap.NONE;
    private long saidNs;
    private @Nullable SignalSink sink;

    Participant(Room room, String sid, AccessToken token, Client client, PeerHandle peer) {
        this.room = room;
        this.sid = sid;
        this.token = token;
        this.client = client;
        this.peer = peer;
        this.joinedAtMs = room.parts().clock().epochMs();
        this.capabilities = capabilities(client);
        this.saidNs = room.parts().clock().nanoTime();
        this.permissions = room.enforcement().granted(token);
        this.name = token.name();
        this.metadata = token.metadata();
        this.attributes = new LinkedHashMap<>(token.attributes());
        this.publisher = new Publisher(room, this);
        this.subscriber = new Subscriber(room, this);
        this.presence = new Presence(room, this);
        this.data = room.data().join(this);
        this.refusals = new Refusals(room.key().name(), token.identity(), sid);
    }

    @Override
    public String sid() {
        return sid;
    }

    @Override
    public String identity() {
        return token.identity();
    }

    public Client client() {
        return client;
    }

    public Permissions permissions() {
        return permissions;
    }

    public Publisher publisher() {
        return publisher;
    }

    public Subscriber subscriber() {
        return subscriber;
    }

    /** Its share of the room's data. */
    DataPeer data() {
        return data;
    }

    /** What it tried and may not. */
    Refusals refusals() {
        return refusals;
    }

    /** Runs {@code task} once its media is connected, or it is gone. Thread-safe. */
    public void onceThere(Runnable task) {
        run(() -> presence.onceThere(task));
    }

    Presence presence() {
        return presence;
    }

    PeerHandle peer() {
        return peer;
    }

    Room room() {
        return room;
    }

    ParticipantInfo.State state() {
        return state;
    }

    @Override
    public boolean hidden() {
        return permissions.hidden();
    }

    /** Whether the transport that it publishes on is the one that tells whether it is connected. */
    boolean publisherFirst() {
        return client.single() || !permissions.maySubscribe();
    }

    @Override
    public boolean maySendData() {
        return permissions.maySendData();
    }

    @Override
    public boolean agent() {
        return permissions.agent();
    }

    /** Data channels cannot be opened again on a living connection: the client comes back as somebody new. */
    @Override
    public void dataLost() {
        send(Responses.leave(LeaveRequest.Action.RECONNECT, DisconnectReason.STATE_MISMATCH));
        room.remove(this, DisconnectReason.STATE_MISMATCH);
    }

    /** Whether it is a recorder or an agent: it serves others, and neither keeps the room open nor counts in it. */
    boolean serves() {
        return serves(token, permissions);
    }

    static boolean serves(AccessToken token, Permissions permissions) {
        var kind = kind(token.kind());
        return kind == ParticipantInfo.Kind.EGRESS
                || kind == ParticipantInfo.Kind.AGENT
                || permissions.serves();
    }

    /** Queues a message for the client, or drops it while its signalling is lost. */
    public void send(SignalResponse message) {
        send(message.toByteArray());
    }

    void send(byte[] message) {
        if (sink != null) {
            sink.send(message);
        }
    }

    /** Whether this socket is the one that speaks for the participant now. */
    public boolean speaksThrough(SignalSink asked) {
        return asked.equals(sink);
    }

    boolean reachable() {
        return sink != null;
    }

    /** Hands the participant another socket; the one before is closed without a word. */
    void attach(@Nullable SignalSink next) {
        var before = sink;
        sink = next;
        if (before != null) {
            before.close();
        }
    }

    /** What happens to the socket that resumes now, because the client wished so; the next one holds. */
    Simulation.Mishap takeMishap() {
        var taken = mishap;
        mishap = Simulation.Mishap.NONE;
        return taken;
    }

    void mishap(Simulation.Mishap next) {
        mishap = next;
    }

    /** To be called at each message of the client: what it was told before that, it knows. */
    public void said() {
        saidNs = room.parts().clock().nanoTime();
    }

    /** When it was last heard of over its signalling. */
    long saidNs() {
        return saidNs;
    }

    /** Runs {@code task} on the room's queue. Thread-safe. */
    public void run(Runnable task) {
        room.agenda().now(task);
    }

    /** Says goodbye on its own account. */
    public void leave(DisconnectReason reason) {
        room.remove(this, reason);
    }

    /** Takes a resuming client's view of things. */
    public void sync(SyncState state) {
        room.data().resumed(data, state.getDatachannelReceiveStatesList());
        room.sync(this, state);
    }

    /** This socket ended. */
    public void signalLost(SignalSink ended) {
        room.signalLost(this, ended);
    }

    void state(ParticipantInfo.State next) {
        state = next;
        version++;
    }

    void permissions(Permissions next) {
        permissions = next;
        version++;
    }

    /** Called after anything that {@link #info} shows has changed: clients ignore what is not newer. */
    void touched() {
        version++;
    }

    void describe(String newName, String newMetadata, Map<String, String> newAttributes) {
        name = newName;
        metadata = newMetadata;
        attributes = new LinkedHashMap<>(newAttributes);
        version++;
    }

    String name() {
        return name;
    }

    String metadata() {
        return metadata;
    }

    Map<String, String> attributes() {
        return attributes;
    }

    /** The token as it would be issued now. */
    AccessToken currentToken() {
        return token.withVideo(permissions.grant(token.video()))
                .describedAs(name, metadata, attributes);
    }

    /** What everybody may know of it, with its tracks. */
    public ParticipantInfo info() {
        return header().setState(state)
                .setPermission(permissions.proto())
                .addAllTracks(publisher.infos())
                .setIsPublisher(publisher.active())
                .build();
    }

    /** What is said of it after it left. */
    ParticipantInfo farewell(DisconnectReason reason) {
        version++;
        return header().setState(ParticipantInfo.State.DISCONNECTED)
                .setDisconnectReason(reason)
                .build();
    }

    private ParticipantInfo.Builder header() {
        return ParticipantInfo.newBuilder()
                .setSid(sid)
                .setIdentity(token.identity())
                .setName(name)
                .setMetadata(metadata)
                .putAllAttributes(attributes)
                .setKind(kind(token.kind()))
                .setJoinedAt(joinedAtMs / 1000)
                .setJoinedAtMs(joinedAtMs)
                .setClientProtocol(client.clientProtocol())
                .setUnknownFields(capabilities)
                .setVersion(version);
    }

    /** A member of the message that our definition of it does not have: a list of numbers below 128. */
    private static UnknownFieldSet capabilities(Client client) {
        var set = UnknownFieldSet.newBuilder();
        if (!client.capabilities().isEmpty()) {
            var packed = ByteString.newOutput();
            client.capabilities().forEach(packed::write);
            var field =
                    UnknownFieldSet.Field.newBuilder().addLengthDelimited(packed.toByteString());
            set.addField(CAPABILITIES_FIELD, field.build());
        }
        return set.build();
    }

    private static ParticipantInfo.Kind kind(String kind) {
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "ingress" -> ParticipantInfo.Kind.INGRESS;
            case "egress" -> ParticipantInfo.Kind.EGRESS;
            case "sip" -> ParticipantInfo.Kind.SIP;
            case "agent" -> ParticipantInfo.Kind.AGENT;
            case "connector" -> ParticipantInfo.Kind.CONNECTOR;
            case "bridge" -> ParticipantInfo.Kind.BRIDGE;
            default -> ParticipantInfo.Kind.STANDARD;
        };
    }
}
