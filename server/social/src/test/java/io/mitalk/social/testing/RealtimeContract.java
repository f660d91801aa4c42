package io.mitalk.social.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.realtime.ChannelEvent;
import io.mitalk.realtime.Ephemeral;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Thread-safe. Holds what a server of a test says in its channels against api/realtime.yaml: what it says without being
 * written there fails the test.
 */
public final class RealtimeContract {

    private static final Path DOCUMENT = Path.of("../../api/realtime.yaml");
    private static final Pattern CHANNEL = Pattern.compile("  ([a-z]+):");
    private static final Pattern KIND = Pattern.compile("    (parts|ephemeral):");
    private static final Pattern KEY = Pattern.compile("      ([A-Za-z]+): .*");

    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /** Something was said with a version. */
    public void heard(ChannelEvent event) {
        var channel = prefix(event.channel());
        event.patch().propertyNames().forEach(name -> said.add(channel + " parts " + name));
    }

    /** Something was said in passing. */
    public void heard(Ephemeral told) {
        said.add(prefix(told.channel()) + " ephemeral " + told.key());
    }

    private static String prefix(String channel) {
        int colon = channel.indexOf(':');
        return colon < 0 ? channel : channel.substring(0, colon);
    }

    /** Fails where something was said that the document does not know. */
    public void check() {
        var missing = new HashSet<>(said);
        missing.removeAll(documented());
        assertThat(missing).as("said in a channel and not written in api/realtime.yaml").isEmpty();
    }

    /** {@code room parts floor} for each line of the document that says so. */
    static Set<String> documented() {
        var found = new HashSet<String>();
        boolean inside = false;
        String channel = "";
        String kind = "";
        try {
            for (String line : Files.readAllLines(DOCUMENT)) {
                var atChannel = CHANNEL.matcher(line);
                var atKind = KIND.matcher(line);
                var atKey = KEY.matcher(line);
                if (!line.startsWith(" ")) {
                    inside = line.equals("channels:");
                } else if (atChannel.matches()) {
                    channel = atChannel.group(1);
                    kind = "";
                } else if (atKind.matches()) {
                    kind = atKind.group(1);
                } else if (inside && !kind.isEmpty() && atKey.matches()) {
                    found.add(channel + " " + kind + " " + atKey.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
