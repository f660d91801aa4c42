package io.mitalk.app.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Immutable. What the operator reads when the server has started. */
public final class Banner {

    private Banner() {}

    /**
     * What is known after the start.
     *
     * @param url of the page
     * @param bind the address that HTTP listens on
     * @param browsersGiveMicrophone whether the page is HTTPS or a proxy makes it so
     * @param mediaPorts the UDP ports of the packet workers
     * @param mediaTcpPort 0 when there is none
     * @param mediaAddresses what clients are told to send media to
     * @param setupUrl where the first operator begins, null when there is one
     */
    public record Facts(
            String url,
            String bind,
            boolean browsersGiveMicrophone,
            List<Integer> mediaPorts,
            int mediaTcpPort,
            List<String> mediaAddresses,
            int metricsPort,
            @Nullable String setupUrl) {}

    /** The lines of the announcement. */
    public static List<String> lines(Facts facts) {
        var lines = new ArrayList<String>();
        lines.add("MiTalk is up: " + facts.url() + " (listening on " + facts.bind() + ")");
        var ports =
                facts.mediaPorts().stream().map(String::valueOf).collect(Collectors.joining(", "));
        lines.add(
                "media: UDP "
                        + ports
                        + (facts.mediaTcpPort() == 0 ? "" : ", TCP " + facts.mediaTcpPort())
                        + ", advertised as "
                        + String.join(", ", facts.mediaAddresses()));
        String setup = facts.setupUrl();
        if (setup != null) {
            lines.add(
                    "become the operator (good once; ./mitalk admin-link prints another): "
                            + setup);
        }
        lines.add("metrics: http://127.0.0.1:" + facts.metricsPort() + "/metrics");
        lines.add("invite somebody: ./mitalk link --room lobby --as NAME --speak");
        boolean local =
                facts.bind().startsWith("127.")
                        || facts.bind().equals("localhost")
                        || facts.bind().equals("::1");
        if (!local && !facts.browsersGiveMicrophone()) {
            lines.add(
                    "microphones stay off on other machines: browsers give them to HTTPS pages only;"
                            + " set tls.certificate and tls.key, or put an HTTPS proxy in front and set public-url");
        }
        return lines;
    }
}
