package io.mitalk.app;

import io.mitalk.blob.BlobKeys;
import io.mitalk.db.DatabaseKeys;
import io.mitalk.http.HttpKeys;
import io.mitalk.kit.KitKeys;
import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.livekit.DataRelayKeys;
import io.mitalk.livekit.LiveKitKeys;
import io.mitalk.media.sfu.DataKeys;
import io.mitalk.media.sfu.MediaKeys;
import io.mitalk.media.sfu.OverloadKeys;
import io.mitalk.media.sfu.TcpKeys;
import io.mitalk.realtime.RealtimeKeys;
import io.mitalk.replay.recorder.RecorderKeys;
import io.mitalk.social.SocialKeys;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Immutable. The configuration keys of the whole program: its own, and those of every part. */
public final class AppKeys {

    public static final Key<String> PUBLIC_URL =
            Key.text(
                    "public-url",
                    "",
                    "address under which people reach this server, such as https://talk.example.org");

    public static final Key<Integer> METRICS_PORT =
            Key.port("metrics.port", 7890, "TCP port on 127.0.0.1 where Prometheus finds /metrics");

    public static final Key<Path> WEB =
            Key.path("web", Path.of("web/dist"), "folder of the built page");

    public static final Key<Integer> READY_FREE =
            Key.integer(
                    "ready.free-mib",
                    64,
                    0,
                    1 << 20,
                    "with less than so many MiB free on the disk of the data folder, /readyz answers 503;"
                            + " 0 does not look");

    /** Only this class's own keys. */
    public static final List<Key<?>> OWN = List.of(PUBLIC_URL, METRICS_PORT, WEB, READY_FREE);

    /** Every key of every part, in the order of the generated page. */
    public static final List<Key<?>> ALL =
            Stream.of(
                            KitKeys.ALL,
                            OWN,
                            DatabaseKeys.ALL,
                            HttpKeys.ALL,
                            MediaKeys.ALL,
                            DataKeys.ALL,
                            OverloadKeys.ALL,
                            TcpKeys.ALL,
                            LiveKitKeys.ALL,
                            DataRelayKeys.ALL,
                            RealtimeKeys.ALL,
                            BlobKeys.ALL,
                            RecorderKeys.ALL,
                            SocialKeys.ALL)
                    .<Key<?>>flatMap(List::stream)
                    .toList();

    private AppKeys() {}

    /**
     * The public address without a slash at its end, or the empty text.
     *
     * @throws io.mitalk.kit.config.ConfigException when it is not an http or https address
     */
    static String publicUrl(Config config) {
        String text = config.get(PUBLIC_URL).strip();
        if (text.isEmpty()) {
            return "";
        }
        try {
            var uri = URI.create(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (!web
                    || uri.getHost() == null
                    || uri.getQuery() != null
                    || uri.getFragment() != null) {
                throw config.refused(PUBLIC_URL, "is not like https://talk.example.org");
            }
        } catch (IllegalArgumentException e) {
            throw config.refused(PUBLIC_URL, "is not like https://talk.example.org");
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
