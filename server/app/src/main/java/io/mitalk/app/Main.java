package io.mitalk.app;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.app.link.LinkCommand;
import io.mitalk.app.ops.Banner;
import io.mitalk.db.Database;
import io.mitalk.db.DatabaseKeys;
import io.mitalk.db.DatabaseStartException;
import io.mitalk.http.HttpStartException;
import io.mitalk.kit.KitKeys;
import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.ConfigException;
import io.mitalk.kit.config.Key;
import io.mitalk.kit.config.Sources;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.secret.SecretFile;
import io.mitalk.kit.time.Clock;
import io.mitalk.social.community.CommunityKeys;
import io.mitalk.social.community.SetupLinks;
import io.mitalk.social.mail.Mails;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Owned by the main thread. The commands of the program; the only place that writes to the console. */
public final class Main {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private static final String USAGE =
            """
            usage: mitalk COMMAND [--KEY VALUE ...]
              run       start the server
              link      print a personal link: --room NAME --as NAME [--speak] [--hours N]
              admin-link
                        print a link that makes one new operator
              mail      print what would have been sent, on a server without SMTP
              config    print the effective configuration and where each value came from""";

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] words) {
        int status = new Main(System.out, System.err).run(List.of(words));
        if (status != OK) {
            System.exit(status);
        }
    }

    /** Carries out one command and returns the exit status; {@code run} returns when the server has stopped. */
    int run(List<String> words) {
        if (words.isEmpty()) {
            err.println(USAGE);
            return MISUSED;
        }
        var arguments = words.subList(1, words.size());
        try {
            return switch (words.getFirst()) {
                case "run" -> serve(load(AppKeys.ALL, arguments));
                case "link" -> link(load(linkKeys(), arguments));
                case "admin-link" -> adminLink(load(AppKeys.ALL, arguments));
                case "mail" -> mail(load(AppKeys.ALL, arguments));
                case "config" -> config(load(AppKeys.ALL, arguments));
                default -> {
                    err.println("mitalk: unknown command " + words.getFirst());
                    err.println(USAGE);
                    yield MISUSED;
                }
            };
        } catch (ConfigException e) {
            err.println("mitalk: " + e.getMessage());
            return MISUSED;
        } catch (DatabaseStartException | HttpStartException | UncheckedIOException e) {
            err.println("mitalk: " + e.getMessage());
            return FAILED;
        }
    }

    private static Config load(List<Key<?>> keys, List<String> arguments) {
        return Config.load(keys, Sources.ofProcess(arguments));
    }

    private static List<Key<?>> linkKeys() {
        return Stream.of(AppKeys.ALL, LinkCommand.OPTIONS).<Key<?>>flatMap(List::stream).toList();
    }

    private int serve(Config config) throws DatabaseStartException, HttpStartException {
        var assembly =
                Assembly.start(config, closing -> Threads.atProcessEnd("mitalk-stop", closing));
        Banner.lines(assembly.facts()).forEach(out::println);
        assembly.awaitClosed();
        return OK;
    }

    private int link(Config config) {
        var secrets = Secrets.open(config);
        String text = LinkCommand.issue(config, secrets.links());
        out.println(Assembly.pageUrl(config) + "/live#" + text);
        return OK;
    }

    private int adminLink(Config config) {
        var randomness = Randomness.secure();
        var key = SecretFile.open(config.get(KitKeys.DATA), SetupLinks.SECRET, randomness);
        String token =
                new SetupLinks(key, randomness, Clock.system())
                        .issue(config.get(CommunityKeys.SETUP_LINK_LIFETIME));
        out.println(Assembly.pageUrl(config) + "/setup#" + token);
        return OK;
    }

    private int mail(Config config) throws DatabaseStartException {
        try (var threads = Threads.create();
                var database =
                        Database.visit(
                                DatabaseKeys.settings(config),
                                new Database.Parts(
                                        Clock.system(),
                                        Randomness.secure(),
                                        threads,
                                        new SimpleMeterRegistry()))) {
            for (var letter : Mails.kept(database)) {
                out.printf("---- %s%nTo: %s%n", letter.at(), letter.to());
                out.printf("Subject: %s%n%n%s%n", letter.subject(), letter.text());
            }
        }
        return OK;
    }

    private int config(Config config) {
        for (var setting : config.effective()) {
            out.println(
                    "%-28s %-28s %s"
                            .formatted(
                                    setting.key().name(),
                                    setting.shown(),
                                    setting.origin().text()));
        }
        return OK;
    }
}
