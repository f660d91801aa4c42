package io.mitalk.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What the command line asks for.
 *
 * @param listeners who only listen, 1 to 5,000
 * @param seconds measured time after everybody hears
 * @param joinsPerSecond pace of joining
 * @param json file for the figures, or null
 * @param given a server that already runs, or null to start MiTalk
 */
record BenchOptions(
        int listeners,
        int seconds,
        int joinsPerSecond,
        @Nullable Path json,
        @Nullable GivenServer given) {

    static final String USAGE =
            """
            usage: ./mitalk bench [community] [--listeners N] [--seconds N] [--joins-per-second N] [--json FILE]
                                  [--url ws://HOST:PORT --key NAME --secret TEXT --pid N]
            community: reservations for so many seconds, twice 200 redemptions at once,
            so many listeners within ten seconds.
            With --url it measures a LiveKit server that already runs on this machine.""";

    private static final Set<String> NAMES =
            Set.of(
                    "listeners",
                    "seconds",
                    "joins-per-second",
                    "json",
                    "url",
                    "key",
                    "secret",
                    "pid");

    /** A server on this machine that speaks the LiveKit protocol. */
    record GivenServer(URI url, String key, String secret, long pid) {}

    /** Thrown with a line for the terminal. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String line) {
            super(line);
        }
    }

    static BenchOptions parse(String[] arguments) throws UsageException {
        var values = pairs(arguments);
        return new BenchOptions(
                number(values, "listeners", 200, 5_000),
                number(values, "seconds", 20, 3_600),
                number(values, "joins-per-second", 50, 1_000),
                values.containsKey("json") ? Path.of(values.get("json")) : null,
                given(values));
    }

    private static @Nullable GivenServer given(Map<String, String> values) throws UsageException {
        var url = values.get("url");
        if (url == null) {
            return null;
        }
        return new GivenServer(
                URI.create(url),
                needed(values, "key"),
                needed(values, "secret"),
                pid(needed(values, "pid")));
    }

    private static long pid(String text) throws UsageException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UsageException("--pid takes a process id, not \"" + text + "\"");
        }
    }

    private static String needed(Map<String, String> values, String name) throws UsageException {
        var value = values.get(name);
        if (value == null) {
            throw new UsageException("--url needs --" + name + " too");
        }
        return value;
    }

    private static Map<String, String> pairs(String[] arguments) throws UsageException {
        var values = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) {
            var name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!NAMES.contains(name) || i + 1 == arguments.length) {
                throw new UsageException("what is meant by \"" + arguments[i] + "\"?\n" + USAGE);
            }
            values.put(name, arguments[i + 1]);
        }
        return values;
    }

    private static int number(Map<String, String> values, String name, int otherwise, int most)
            throws UsageException {
        var text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the line below, which serves both.
        }
        throw new UsageException(
                "--" + name + " takes a whole number from 1 to " + most + ", not \"" + text + "\"");
    }
}
