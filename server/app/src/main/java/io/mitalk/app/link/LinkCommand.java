package io.mitalk.app.link;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.kit.text.Texts;
import java.time.Duration;
import java.util.List;

/** Immutable. What {@code ./mitalk link} is told on the command line. */
public final class LinkCommand {

    static final Key<String> ROOM = Key.text("room", "", "name of the room").asOption();
    static final Key<String> AS = Key.text("as", "", "name of the person").asOption();
    static final Key<Boolean> SPEAK =
            Key.bool("speak", false, "may speak, not only listen").asOption();
    static final Key<Integer> HOURS =
            Key.integer("hours", 24, 1, 24 * 365, "how long the link is good for").asOption();

    public static final List<Key<?>> OPTIONS = List.of(ROOM, AS, SPEAK, HOURS);

    private static final int MAX_NAME = 64;

    private LinkCommand() {}

    /**
     * The text of a new link for what the options ask.
     *
     * @throws io.mitalk.kit.config.ConfigException when an option is missing or cannot be used
     */
    public static String issue(Config config, Links links) {
        String room = line(config, ROOM);
        String name = line(config, AS);
        return links.issue(room, name, config.get(SPEAK), Duration.ofHours(config.get(HOURS)));
    }

    private static String line(Config config, Key<String> key) {
        String text = config.get(key).strip();
        if (!Texts.line(text)) {
            throw config.refused(
                    key, "is needed: ./mitalk link --room NAME --as NAME [--speak] [--hours N]");
        }
        if (text.codePointCount(0, text.length()) > MAX_NAME) {
            throw config.refused(key, "is longer than " + MAX_NAME + " characters");
        }
        return text;
    }
}
