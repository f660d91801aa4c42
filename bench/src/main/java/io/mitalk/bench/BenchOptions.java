package io.mitalk.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What the command line asks for.
 *
 * @param command what to measure
 * @param quick smaller loads, for a first look
 * @param load of the one scenario
 * @param minutes how long a soak takes
 * @param json file for the figures, or null
 * @param server which one is started
 * @param given a server that already runs, or null to start MiTalk
 * @param serverArguments settings of the MiTalk that is started
 */
record BenchOptions(
        Command command,
        boolean quick,
        Load load,
        int minutes,
        @Nullable Path json,
        Server server,
        @Nullable GivenServer given,
        List<String> serverArguments) {

    static final String USAGE =
            """
            usage: ./mitalk bench [--quick] [--json FILE] [-- SETTING …]
                   ./mitalk bench one [--listeners N] [--speakers N] [--seconds N] [--joins-per-second N] [--json FILE]
                                      [--server mitalk|livekit|janus] [-- SETTING …]
                                      [--url ws://HOST:PORT --key NAME --secret TEXT --pid N]
                   ./mitalk bench community [--listeners N] [--seconds N] [--json FILE]
                   ./mitalk bench crowd [--listeners N] [--json FILE] [-- SETTING …]
                   ./mitalk bench soak [--minutes N] [-- SETTING …]
            The first runs every scenario, also on LiveKit's server where that is: 15 minutes, or 3 with --quick.
            one: a single scenario, with --url on a LiveKit server that already runs on this machine.
            community: reservations for so many seconds, twice 200 redemptions at once, then the listeners in 10 s.
            crowd: so many members (5,000) of one room say something each within 10 s; how late everybody is told.
            soak: people come and go, and what the server holds must not grow; ends with 1 when it does.
            A SETTING is a flag of ./mitalk run, such as --media-native-sockets=off.""";

    private static final int CROWD = 5_000;

    private static final Set<String> NAMES =
            Set.of(
                    "listeners",
                    "speakers",
                    "seconds",
                    "minutes",
                    "joins-per-second",
                    "json",
                    "server",
                    "url",
                    "key",
                    "secret",
                    "pid");

    /** What to measure. */
    enum Command {
        TABLE,
        ONE,
        COMMUNITY,
        CROWD,
        SOAK
    }

    /** What can be started. */
    enum Server {
        MITALK,
        LIVEKIT,
        JANUS
    }

    /** Thrown with a line for the terminal. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String line) {
            super(line);
        }
    }

    static BenchOptions parse(String[] line) throws UsageException {
        var arguments = new ArrayList<>(List.of(line));
        int end = arguments.indexOf("--");
        var settings = end < 0 ? List.<String>of() : arguments.subList(end + 1, arguments.size());
        var own = new ArrayList<>(end < 0 ? arguments : arguments.subList(0, end));
        var command = command(own);
        boolean quick = own.remove("--quick");
        var values = pairs(own);
        return new BenchOptions(
                command,
                quick,
                new Load(
                        number(values, "listeners", listeners(command), 20_000),
                        number(values, "speakers", 1, 20),
                        number(values, "seconds", 20, 3_600),
                        number(values, "joins-per-second", 50, 1_000),
                        false),
                number(values, "minutes", 60, 10_000),
                values.containsKey("json") ? Path.of(values.get("json")) : null,
                server(values.getOrDefault("server", "mitalk")),
                given(values),
                List.copyOf(settings));
    }

    private static int listeners(Command command) {
        return command == Command.CROWD ? CROWD : 200;
    }

    private static Command command(List<String> arguments) {
        var word = arguments.isEmpty() ? "" : arguments.getFirst();
        var command =
                switch (word) {
                    case "one" -> Command.ONE;
                    case "community" -> Command.COMMUNITY;
                    case "crowd" -> Command.CROWD;
                    case "soak" -> Command.SOAK;
                    default -> Command.TABLE;
                };
        if (command != Command.TABLE) {
            arguments.removeFirst();
        }
        return command;
    }

    private static Server server(String name) throws UsageException {
        return switch (name) {
            case "mitalk" -> Server.MITALK;
            case "livekit" -> Server.LIVEKIT;
            case "janus" -> Server.JANUS;
            default -> throw new UsageException("there is no server \"" + name + "\"");
        };
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

    private static Map<String, String> pairs(List<String> arguments) throws UsageException {
        var values = new HashMap<String, String>();
        for (int i = 0; i < arguments.size(); i += 2) {
            var argument = arguments.get(i);
            var name = argument.startsWith("--") ? argument.substring(2) : "";
            if (!NAMES.contains(name) || i + 1 == arguments.size()) {
                throw new UsageException("what is meant by \"" + argument + "\"?\n" + USAGE);
            }
            values.put(name, arguments.get(i + 1));
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
