package io.mitalk.kit.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Immutable. The command line cut into keys and their texts: {@code --name value}, {@code --name=value}, or a bare
 * truth.
 */
final class Flags {

    private Flags() {}

    static Map<Key<?>, String> parse(Keys keys, List<String> arguments) {
        var texts = new LinkedHashMap<Key<?>, String>();
        for (int i = 0; i < arguments.size(); i++) {
            var word = arguments.get(i);
            if (!word.startsWith("--")) {
                throw new ConfigException(
                        "unexpected word \"" + word + "\": settings look like --http-port 7880");
            }
            int equals = word.indexOf('=');
            var flag = equals < 0 ? word : word.substring(0, equals);
            var key = keys.ofFlag(flag);
            if (key == null) {
                throw new ConfigException("unknown flag " + flag + ": " + keys.advice(flag));
            }
            String text;
            if (equals >= 0) {
                text = word.substring(equals + 1);
            } else if (i + 1 < arguments.size() && takes(key, arguments.get(i + 1))) {
                text = arguments.get(++i);
            } else if (key.kind().equals(Kinds.BOOL)) {
                text = "true";
            } else {
                throw new ConfigException(
                        "%s needs a value, as in %s %s"
                                .formatted(flag, flag, key.kind().example()));
            }
            if (texts.put(key, text) != null) {
                throw new ConfigException(flag + " stands twice on the command line: give it once");
            }
        }
        return texts;
    }

    private static boolean takes(Key<?> key, String next) {
        return key.kind().equals(Kinds.BOOL)
                ? next.equals("true") || next.equals("false")
                : !next.startsWith("--");
    }
}
