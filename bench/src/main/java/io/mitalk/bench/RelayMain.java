package io.mitalk.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.impair.Impairment;
import io.mitalk.media.impair.ImpairmentRelay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A bad network in front of a port of this machine, for clients that are not Java; the launcher starts it as {@code
 * ./mitalk bench relay PORT SEED}. It prints the port that clients send to, then answers each line of its input with
 * one line, until the input ends:
 *
 * <pre>
 * line UP DOWN BURST DELAY JITTER   percent lost each way, mean length of a burst, milliseconds
 * rebind                            every client gets another port towards the server
 * tally                             datagrams that came and were lost, upwards and downwards
 * </pre>
 */
public final class RelayMain {

    private static final String USAGE = "usage: ./mitalk bench relay PORT SEED";
    private static final double PERCENT = 100;

    private final ImpairmentRelay relay;
    private final PrintStream out;

    private RelayMain(ImpairmentRelay relay, PrintStream out) {
        this.relay = relay;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println(USAGE);
            System.exit(2);
        }
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var server = new InetSocketAddress(loopback, Integer.parseInt(arguments[0]));
        try (var threads = Threads.create();
                var relay =
                        ImpairmentRelay.start(
                                new ImpairmentRelay.Parts(Clock.system(), threads),
                                server,
                                Impairment.NONE,
                                Long.parseLong(arguments[1]))) {
            new RelayMain(relay, System.out).run();
        }
    }

    private void run() throws IOException {
        out.println(relay.front().getPort());
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(line.split(" ")));
        }
    }

    private String answer(String[] words) {
        return switch (words[0]) {
            case "line" -> {
                relay.change(line(words, 1), line(words, 2));
                yield "ok";
            }
            case "rebind" -> {
                relay.rebind();
                yield "ok";
            }
            case "tally" -> {
                var up = relay.up();
                var down = relay.down();
                yield up.entered() + " " + up.lost() + " " + down.entered() + " " + down.lost();
            }
            default -> "what is meant by " + words[0] + "?";
        };
    }

    /** One direction of a line, whose loss is the word at {@code loss}. */
    private static Impairment line(String[] words, int loss) {
        double share = Double.parseDouble(words[loss]) / PERCENT;
        double burst = Double.parseDouble(words[3]);
        var impairment = burst > 1 ? Impairment.bursts(share, burst) : Impairment.lossy(share);
        return impairment.delayed(Integer.parseInt(words[4]), Integer.parseInt(words[5]));
    }
}
