package io.mitalk.app.bridge;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.http.HttpServer;
import io.mitalk.http.HttpSettings;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.LiveKit;
import io.mitalk.livekit.LiveKitParts;
import io.mitalk.livekit.LiveKitSettings;
import io.mitalk.livekit.client.RoomTerms;
import io.mitalk.livekit.client.WireClient;
import io.mitalk.livekit.roomservice.ApiSettings;
import io.mitalk.livekit.signal.SignalSettings;
import io.mitalk.livekit.token.SigningKey;
import io.mitalk.livekit.webhook.WebhookSettings;
import io.mitalk.media.client.LoopbackSfu;
import io.mitalk.media.client.PeerLoop;
import io.mitalk.media.sfu.Sfu;
import io.mitalk.replay.recorder.Recorder;
import io.mitalk.replay.recorder.RecorderSettings;
import io.mitalk.social.replay.RecorderFact;
import io.mitalk.social.room.StageFact;
import io.mitalk.social.room.StagePort;
import io.mitalk.social.room.Ticket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Owned by one test. The SFU of this process, on loopback, behind the door that production has. */
final class EmbeddedScene implements StageScene {

    private static final SigningKey STAGE =
            new SigningKey("stage", "a secret that only these tests know, long");
    static final SigningKey LINKS =
            new SigningKey("links", "another secret that only these tests know");

    private final Clock clock = Clock.system();
    private final Randomness randomness = Randomness.secure();
    private final Threads threads = Threads.create();
    private final PeerLoop loop = PeerLoop.start(new PeerLoop.Parts(clock, randomness, threads));
    private final List<WireClient> clients = new ArrayList<>();
    private final List<StageFact> facts = new CopyOnWriteArrayList<>();
    private final List<RecorderFact> recorded = new CopyOnWriteArrayList<>();
    private final Path folder = Files.createTempDirectory("mitalk-recordings");
    private Engine engine;

    EmbeddedScene() throws Exception {
        engine = start(0);
    }

    /** What a restart replaces. */
    private record Engine(
            Sfu sfu,
            LiveKit liveKit,
            HttpServer http,
            EmbeddedStage stage,
            EmbeddedRecorder recorder) {}

    private Engine start(int port) throws Exception {
        var meters = new SimpleMeterRegistry();
        var sfu =
                Sfu.start(
                        LoopbackSfu.settings(10_000, 15_000),
                        new Sfu.Parts(clock, randomness, threads, meters));
        var keys = new KeyAdmission(STAGE, LINKS, List.of(), false, clock);
        var plans = new Plans();
        var told = new StageFacts();
        var rooms = RoomTerms.of(100, 100);
        var liveKit =
                LiveKit.start(
                        new LiveKitSettings(
                                rooms,
                                new SignalSettings(1 << 20, 50, 100, true),
                                ApiSettings.STANDARD,
                                WebhookSettings.NONE),
                        sfu,
                        new StageAdmission(keys, plans),
                        new LiveKitParts(clock, randomness, threads, meters, told));
        var http =
                HttpServer.start(
                        HttpSettings.plain("127.0.0.1", port),
                        List.of(liveKit.routes()),
                        new HttpServer.Parts(clock, randomness, threads, meters));
        var tickets = new EmbeddedStage.Tickets(keys.issuer(), STAGE.name(), "", clock);
        var recorder =
                new EmbeddedRecorder(
                        Recorder.open(
                                new RecorderSettings(folder, 0, Duration.ofSeconds(5)),
                                new Recorder.Parts(clock, randomness, threads, meters)));
        recorder.facts(recorded::add);
        var stage =
                new EmbeddedStage(
                        new EmbeddedStage.Parts(liveKit, plans, told, recorder, threads), tickets);
        stage.facts(facts::add);
        return new Engine(sfu, liveKit, http, stage, recorder);
    }

    /** What records those whom the plan says. */
    EmbeddedRecorder recorder() {
        return engine.recorder();
    }

    /** What the recorder told. */
    List<RecorderFact> recorded() {
        return recorded;
    }

    @Override
    public StagePort stage() {
        return engine.stage();
    }

    @Override
    public List<StageFact> facts() {
        return facts;
    }

    @Override
    public WireClient join(Ticket ticket) throws Exception {
        var client =
                WireClient.connect(
                        loop,
                        engine.http().port(),
                        ticket.token(),
                        "&auto_subscribe=1&protocol=17");
        clients.add(client);
        return client;
    }

    @Override
    public void resume(WireClient client, Ticket ticket) throws Exception {
        client.open(ticket.token(), "&protocol=17&reconnect=1&sid=" + client.sid());
    }

    @Override
    public void restart() throws Exception {
        int port = engine.http().port();
        engine.http().close();
        engine.sfu().close();
        engine.recorder().close();
        engine = start(port);
    }

    @Override
    public void stop() {
        engine.stage().stop();
        engine.liveKit().close();
    }

    @Override
    public void breakMedia() {
        engine.sfu().close();
    }

    @Override
    public void close() {
        clients.forEach(WireClient::close);
        engine.liveKit().close();
        engine.http().close();
        engine.sfu().close();
        engine.recorder().close();
        engine.recorder().waiting().forEach(engine.recorder()::discard);
        try {
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loop.close();
        threads.close();
    }
}
