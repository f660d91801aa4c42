package io.mitalk.social.mail;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mitalk.social.testing.TestCommunity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class MailTest {

    /** Owned by one test. Takes letters as RFC 5321 says, as much of it as a client of ours uses. */
    private static final class SmtpServer implements AutoCloseable {
        final List<String> letters = new CopyOnWriteArrayList<>();
        private final ServerSocket socket;
        private final boolean refusing;

        SmtpServer(boolean refusing) throws IOException {
            this.refusing = refusing;
            socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (var client = socket.accept()) {
                    talk(client);
                } catch (IOException e) {
                    return; // closed
                }
            }
        }

        private void talk(Socket client) throws IOException {
            var in =
                    new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            say(client, "220 test");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("RCPT") && refusing) {
                    say(client, "550 no such mailbox: " + line);
                } else if (line.equals("DATA")) {
                    say(client, "354 go on");
                    var letter = new StringBuilder();
                    for (String part = in.readLine();
                            part != null && !part.equals(".");
                            part = in.readLine()) {
                        letter.append(part).append('\n');
                    }
                    letters.add(letter.toString());
                    say(client, "250 taken");
                } else if (line.equals("QUIT")) {
                    say(client, "221 bye");
                    return;
                } else {
                    say(client, "250 fine");
                }
            }
        }

        private static void say(Socket client, String line) throws IOException {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static TestCommunity with(SmtpServer smtp) {
        return TestCommunity.open(
                TestCommunity.generous()
                        .with(MailKeys.HOST, "127.0.0.1")
                        .with(MailKeys.PORT, smtp.port())
                        .with(MailKeys.SECURITY, "none")
                        .with(MailKeys.FROM, "talk@example.org"));
    }

    @Test
    @DisplayName("with an SMTP server a letter leaves in its reader's language, and none is kept")
    void smtp() throws IOException {
        try (var smtp = new SmtpServer(false);
                var community = with(smtp)) {
            assertThat(community.browser().get("/api/community").body().path("mail").asBoolean())
                    .isTrue();
            community
                    .browser()
                    .post(
                            "/api/reservations",
                            Map.of(
                                    "handle",
                                    "post_fan",
                                    "email",
                                    "fan@example.org",
                                    "displayName",
                                    "Fan",
                                    "language",
                                    "en"));
            community.settle();
            assertThat(smtp.letters).hasSize(1);
            assertThat(smtp.letters.getFirst())
                    .contains("To: fan@example.org", "From: talk@example.org")
                    .containsPattern("Subject: \\d{8} is your code for MiTalk");
            assertThat(Mails.kept(community.database())).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "[S30] no log holds a token, a code, a letter or an address, whatever goes right or wrong")
    void logs() throws IOException {
        var root = (Logger) LoggerFactory.getLogger("io.mitalk");
        var mailLog = (Logger) LoggerFactory.getLogger("org.eclipse.angus");
        var seen = new ListAppender<ILoggingEvent>();
        seen.start();
        for (var logger : List.of(root, mailLog)) {
            logger.setLevel(Level.TRACE);
            logger.addAppender(seen);
        }
        try (var refusing = new SmtpServer(true);
                var refused = with(refusing);
                var community = TestCommunity.open()) {
            refused.reserved("refused_one");
            refused.settle();
            var browser = community.confirmed("logged_one");
            String code = community.code("logged_one@example.org");
            browser.post("/api/auth/sessions", Map.of("requestId", "not an id", "code", code));
            browser.get("/api/me");
            String token = browser.cookie("mitalk");
            browser.post("/api/setup/open", Map.of("token", "a-setup-token"));
            browser.post("/api/auth/links", Map.of("token", "a-sign-in-token"));
            List<String> lines =
                    List.copyOf(seen.list).stream()
                            .map(
                                    event ->
                                            event.getFormattedMessage()
                                                    + (event.getThrowableProxy() == null
                                                            ? ""
                                                            : event.getThrowableProxy()
                                                                    .getMessage()))
                            .toList();
            assertThat(lines).as("something was logged at all").isNotEmpty();
            assertThat(lines)
                    .noneMatch(line -> line.contains(token))
                    .noneMatch(line -> line.contains(code))
                    .noneMatch(line -> line.contains("@example.org"))
                    .noneMatch(line -> line.contains("is your code"))
                    .noneMatch(line -> line.contains("a-setup-token"))
                    .noneMatch(line -> line.contains("a-sign-in-token"));
        } finally {
            for (var logger : List.of(root, mailLog)) {
                logger.detachAppender(seen);
                logger.setLevel(null);
            }
        }
    }
}
