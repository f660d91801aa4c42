package io.mitalk.livekit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.http.HttpServer;
import io.mitalk.http.HttpSettings;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.client.RoomTerms;
import io.mitalk.livekit.client.WireClient;
import io.mitalk.livekit.room.RoomFact;
import io.mitalk.livekit.room.RoomSettings;
import io.mitalk.livekit.roomservice.ApiSettings;
import io.mitalk.livekit.signal.SignalSettings;
import io.mitalk.livekit.token.AccessToken;
import io.mitalk.livekit.token.Admission;
import io.mitalk.livekit.token.Realm;
import io.mitalk.livekit.token.SigningKey;
import io.mitalk.livekit.token.TokenIssuer;
import io.mitalk.livekit.token.TokenRefused;
import io.mitalk.livekit.token.TokenVerifier;
import io.mitalk.livekit.token.Verdict;
import io.mitalk.livekit.token.VideoGrant;
import io.mitalk.livekit.webhook.WebhookSettings;
import io.mitalk.media.client.LoopbackSfu;
import io.mitalk.media.client.PeerLoop;
import io.mitalk.media.sfu.HeldWorker;
import io.mitalk.media.sfu.Sfu;
import io.mitalk.media.sfu.SfuSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Owned by one test. A whole server on loopback: HTTP, signalling, packet plane; and the clients of the test. */
final class House implements AutoCloseable {

    static final SigningKey KEY =
            new SigningKey("house", "a secret that only the tests know, long");

    private static final SignalSettings SIGNAL = new SignalSettings(1 << 20, 50, 100, true);

    private static final SigningKey STAGE =
            new SigningKey("stage", "another secret that only the tests know");

    final Clock clock = Clock.system();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Threads threads = Threads.create();
    final PeerLoop loop = PeerLoop.start(new PeerLoop.Parts(clock, Randomness.secure(), threads));
    final LiveKit livekit;
    final List<RoomFact> facts = new CopyOnWriteArrayList<>();
    private final Sfu sfu;
    private final HttpServer http;
    private final List<WireClient> clients = new ArrayList<>();

    House() throws Exception {
        this(10_000, 15_000);
    }

    /** A packet plane that counts silence in other spans than a client's five seconds between checks asks for. */
    House(int disconnectedMs, int failedMs) throws Exception {
        this(LoopbackSfu.settings(disconnectedMs, failedMs), SIGNAL, WebhookSettings.NONE);
    }

    /** A house whose packet plane gives things up when it falls behind, see {@link #hold}. */
    static House thatSheds() throws Exception {
        var sheds = LoopbackSfu.settings(10_000, 15_000, HeldWorker.settings());
        return new House(sheds, SIGNAL, WebhookSettings.NONE);
    }

    /** A house that tells somebody what happens in it, and soon gives up who lost its socket before its media came. */
    House(WebhookSettings webhooks) throws Exception {
        this(
                LoopbackSfu.settings(10_000, 15_000),
                new LiveKitSettings(
                        RoomTerms.of(10, 5, 60_000, 500), SIGNAL, ApiSettings.STANDARD, webhooks));
    }

    /** A house with sockets of another kind. */
    House(SignalSettings signal) throws Exception {
        this(LoopbackSfu.settings(10_000, 15_000), signal, WebhookSettings.NONE);
    }

    /** A house with rooms and sockets of another kind. */
    House(RoomSettings rooms, SignalSettings signal) throws Exception {
        this(
                LoopbackSfu.settings(10_000, 15_000),
                new LiveKitSettings(rooms, signal, ApiSettings.STANDARD, WebhookSettings.NONE));
    }

    private House(SfuSettings media, SignalSettings signal, WebhookSettings webhooks)
            throws Exception {
        this(
                media,
                new LiveKitSettings(RoomTerms.of(10, 5), signal, ApiSettings.STANDARD, webhooks));
    }

    private House(SfuSettings media, LiveKitSettings settings) throws Exception {
        var random = Randomness.secure();
        sfu = Sfu.start(media, new Sfu.Parts(clock, random, threads, meters));
        livekit =
                LiveKit.start(
                        settings,
                        sfu,
                        new Keys(clock),
                        new LiveKitParts(clock, random, threads, meters, facts::add));
        http =
                HttpServer.start(
                        HttpSettings.plain("127.0.0.1", 0),
                        List.of(livekit.routes()),
                        new HttpServer.Parts(clock, random, threads, meters));
    }

    String token(String identity, VideoGrant grant) {
        var expiry = clock.instant().plusSeconds(600);
        return new TokenIssuer(List.of(KEY))
                .issue(AccessToken.of(KEY.name(), identity, "Name of " + identity, grant, expiry));
    }

    /** Proves who comes to a room of the application; what that allows is the room's policy. */
    String ticket(String identity, String room) {
        var expiry = clock.instant().plusSeconds(600);
        var grant = VideoGrant.hiddenListener(room);
        return new TokenIssuer(List.of(STAGE))
                .issue(
                        AccessToken.of(
                                STAGE.name(), identity, "Name of " + identity, grant, expiry));
    }

    /** Somebody new in a room of the application. */
    WireClient enter(String identity, String room) throws Exception {
        return open(ticket(identity, room), "&auto_subscribe=1&protocol=17");
    }

    /** Keeps the packet plane from getting on until that is closed. */
    HeldWorker hold() {
        return HeldWorker.hold(sfu);
    }

    int port() {
        return http.port();
    }

    /** Somebody new, joined and told so. */
    WireClient join(String identity, VideoGrant grant) throws Exception {
        return guest(identity, grant, "&auto_subscribe=1&protocol=17");
    }

    WireClient guest(String identity, VideoGrant grant, String query) throws Exception {
        return open(token(identity, grant), query);
    }

    private WireClient open(String token, String query) throws Exception {
        var client = WireClient.connect(loop, port(), token, query);
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        clients.forEach(WireClient::close);
        livekit.close();
        http.close();
        sfu.close();
        loop.close();
        threads.close();
    }

    /** Thread-safe. Every token of the house's key may come in and open its room. */
    private record Keys(Clock clock) implements Admission {
        @Override
        public Verdict admit(String jwt) {
            try {
                var token = new TokenVerifier(List.of(KEY, STAGE), clock).verify(jwt);
                if (token.issuer().equals(STAGE.name())) {
                    return new Verdict.Admitted(token, Realm.APPLICATION, false);
                }
                return new Verdict.Admitted(
                        token, Realm.OPERATOR, !token.video().room().startsWith("closed"));
            } catch (TokenRefused e) {
                return new Verdict.Refused(401, String.valueOf(e.getMessage()));
            }
        }

        @Override
        public String renew(AccessToken token) {
            return new TokenIssuer(List.of(KEY, STAGE)).issue(token);
        }
    }
}
