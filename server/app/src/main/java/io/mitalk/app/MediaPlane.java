package io.mitalk.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.mitalk.app.bridge.EmbeddedRecorder;
import io.mitalk.app.bridge.EmbeddedStage;
import io.mitalk.app.bridge.KeyAdmission;
import io.mitalk.app.bridge.Plans;
import io.mitalk.app.bridge.StageAdmission;
import io.mitalk.app.bridge.StageFacts;
import io.mitalk.app.link.LinkRoutes;
import io.mitalk.http.HttpKeys;
import io.mitalk.http.Routes;
import io.mitalk.kit.KitKeys;
import io.mitalk.kit.config.Config;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.LiveKit;
import io.mitalk.livekit.LiveKitKeys;
import io.mitalk.livekit.LiveKitParts;
import io.mitalk.livekit.token.SigningKey;
import io.mitalk.media.sfu.MediaKeys;
import io.mitalk.media.sfu.Sfu;
import io.mitalk.media.sfu.SfuSettings;
import io.mitalk.replay.recorder.Recorder;
import io.mitalk.replay.recorder.RecorderKeys;
import io.mitalk.replay.recorder.RecorderSettings;
import io.mitalk.social.replay.RecorderPort;
import io.mitalk.social.room.StagePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;

/**
 * Thread-safe. The packet plane, the LiveKit protocol over it, who may come in, and the stage that the application
 * plays on.
 */
final class MediaPlane {

    private final Sfu sfu;
    private final LiveKit liveKit;
    private final EmbeddedStage stage;
    private final EmbeddedRecorder recorder;
    private final LinkRoutes links;
    private final List<InetAddress> addresses;

    private MediaPlane(
            Sfu sfu,
            LiveKit liveKit,
            EmbeddedStage stage,
            EmbeddedRecorder recorder,
            LinkRoutes links,
            List<InetAddress> addresses) {
        this.sfu = sfu;
        this.liveKit = liveKit;
        this.stage = stage;
        this.recorder = recorder;
        this.links = links;
        this.addresses = addresses;
    }

    /** What the media plane is given. */
    record Parts(Clock clock, Randomness randomness, Threads threads, MeterRegistry meters) {}

    /**
     * Binds the media ports; clients come in once {@link #routes} are served.
     *
     * @throws UncheckedIOException when a media port cannot be used
     * @throws io.mitalk.kit.config.ConfigException when an operator's key bears a name of ours
     */
    static MediaPlane start(Config config, Secrets secrets, Parts parts) {
        var operators = operators(config);
        var keys =
                new KeyAdmission(
                        secrets.stageKey(),
                        secrets.linkKey(),
                        operators,
                        config.get(LiveKitKeys.AUTO_CREATE_ROOMS),
                        parts.clock());
        boolean localOnly = InetAddresses.isLoopback(config.get(HttpKeys.BIND));
        var settings = MediaKeys.settings(config, localOnly);
        var sfu = startSfu(settings, parts);
        var plans = new Plans();
        var facts = new StageFacts();
        var liveKit =
                LiveKit.start(
                        LiveKitKeys.settings(config),
                        sfu,
                        new StageAdmission(keys, plans),
                        new LiveKitParts(
                                parts.clock(),
                                parts.randomness(),
                                parts.threads(),
                                parts.meters(),
                                facts));
        String publicUrl = AppKeys.publicUrl(config);
        var tickets =
                new EmbeddedStage.Tickets(
                        keys.issuer(), Secrets.STAGE_ISSUER, publicUrl, parts.clock());
        var links =
                new LinkRoutes(
                        secrets.links(),
                        keys.issuer(),
                        Secrets.LINK_ISSUER,
                        publicUrl,
                        parts.clock());
        var recorder = recorder(config, parts);
        var stage =
                new EmbeddedStage(
                        new EmbeddedStage.Parts(liveKit, plans, facts, recorder, parts.threads()),
                        tickets);
        return new MediaPlane(sfu, liveKit, stage, recorder, links, settings.addresses());
    }

    private static EmbeddedRecorder recorder(Config config, Parts parts) {
        var folder = config.get(KitKeys.DATA).resolve("recordings");
        long keepFreeBytes = (long) config.get(RecorderKeys.KEEP_FREE_MIB) << 20;
        try {
            return new EmbeddedRecorder(
                    Recorder.open(
                            new RecorderSettings(
                                    folder, keepFreeBytes, config.get(RecorderKeys.FORCE_EVERY)),
                            new Recorder.Parts(
                                    parts.clock(),
                                    parts.randomness(),
                                    parts.threads(),
                                    parts.meters())));
        } catch (IOException e) {
            throw config.refused(KitKeys.DATA, "cannot hold recordings: " + e.getMessage());
        }
    }

    private static List<SigningKey> operators(Config config) {
        var operators = LiveKitKeys.operatorKeys(config);
        for (SigningKey key : operators) {
            if (Secrets.ISSUERS.contains(key.name())) {
                throw config.refused(
                        LiveKitKeys.KEYS,
                        "names a key " + key.name() + ", which is our own; rename it");
            }
        }
        return operators;
    }

    private static Sfu startSfu(SfuSettings settings, Parts parts) {
        try {
            return Sfu.start(
                    settings,
                    new Sfu.Parts(
                            parts.clock(), parts.randomness(), parts.threads(), parts.meters()));
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException(
                    e.getMessage()
                            + "; choose another port with --media-port (UDP) or --media-tcp-port (TCP),"
                            + " or address with --media-bind",
                    e.getCause());
        }
    }

    /** What rooms of the application are played on. */
    StagePort stage() {
        return stage;
    }

    /** What writes the voices of those who are recorded. */
    RecorderPort recorder() {
        return recorder;
    }

    /** The LiveKit protocol and personal links. */
    List<Routes> routes() {
        return List.of(links, liveKit.routes());
    }

    /** UDP ports, one a worker. */
    List<Integer> ports() {
        return sfu.ports();
    }

    /** The TCP port for media, 0 when there is none. */
    int tcpPort() {
        return sfu.tcpPort();
    }

    /** What candidates carry. */
    List<InetAddress> addresses() {
        return addresses;
    }

    /** Says goodbye to every client and closes the rooms; the last facts have been told when it returns. */
    void closeRooms() {
        stage.stop();
        liveKit.close();
        recorder.close();
    }

    /** Closes the media ports. */
    void closePorts() {
        sfu.close();
    }
}
