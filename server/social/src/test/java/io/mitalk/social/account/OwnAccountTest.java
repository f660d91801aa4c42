package io.mitalk.social.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.social.testing.Browser;
import io.mitalk.social.testing.TestCommunity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class OwnAccountTest {

    private static final TestCommunity COMMUNITY = TestCommunity.open();

    @AfterAll
    static void close() {
        COMMUNITY.close();
    }

    @Test
    @DisplayName("[K1] signing up asks for no telephone, and nobody else is shown an address")
    void discreet() {
        var owner = COMMUNITY.member("k_one");
        var other = COMMUNITY.member("k_two");
        var profile = other.get("/api/users/K_ONE");
        assertThat(profile.status()).as(profile.text()).isEqualTo(200);
        assertThat(profile.field("handle")).isEqualTo("k_one");
        assertThat(profile.text()).doesNotContain("@").doesNotContain("email");
        assertThat(owner.get("/api/me").field("email")).isEqualTo("k_one@example.org");
    }

    @Test
    @DisplayName(
            "[N2] who waits is signed in, sees itself, and gets not-invited from everything that members do")
    void waiting() {
        var waiting = COMMUNITY.confirmed("n_two");
        assertThat(waiting.get("/api/me").field("state")).isEqualTo("reserved");
        for (String path : List.of("/api/users/n_two", "/api/invitations")) {
            assertThat(waiting.get(path).slug()).as(path).isEqualTo("not-invited");
        }
        for (String path :
                List.of("/api/rooms", "/api/topics", "/api/proposals", "/api/invitations")) {
            var reply = waiting.post(path, "{}");
            assertThat(reply.status()).as(path).isEqualTo(403);
            assertThat(reply.slug()).as(path).isEqualTo("not-invited");
        }
        assertThat(waiting.get("/api/hallway").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("one says about oneself what one likes, within bounds")
    void change() {
        var owner = COMMUNITY.confirmed("changer");
        var changed =
                owner.put(
                        "/api/me",
                        """
                        {"displayName":"  Zoë  Q ","language":"zh","about":"Line one\\n\\n  line two"}
                        """);
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.field("displayName")).isEqualTo("Zoë Q");
        assertThat(changed.field("about")).isEqualTo("Line one\n\nline two");
        assertThat(changed.field("language")).isEqualTo("zh");
        String tooLong = "x".repeat(501);
        assertThat(
                        owner.put(
                                        "/api/me",
                                        "{\"displayName\":\"Z\",\"language\":\"zh\",\"about\":\""
                                                + tooLong
                                                + "\"}")
                                .slug())
                .isEqualTo("about-too-long");
        assertThat(owner.put("/api/me", "{\"displayName\":\"Z\",\"language\":\"fr\"}").slug())
                .isEqualTo("language-invalid");
    }

    @Test
    @DisplayName(
            "[S25] an introduction is heard by members and its owner, and is gone when taken back")
    void introduction() throws IOException {
        var owner = COMMUNITY.confirmed("speaker_1");
        assertThat(
                        owner.put(
                                        "/api/me/introduction",
                                        "no sound".getBytes(StandardCharsets.UTF_8))
                                .slug())
                .isEqualTo("introduction-invalid");
        assertThat(owner.put("/api/me/introduction", new byte[600 * 1024]).status()).isEqualTo(413);
        assertThat(owner.put("/api/me/introduction", recording()).status()).isEqualTo(204);
        String url = owner.get("/api/me").field("introductionUrl");
        assertThat(new String(owner.download(url), 0, 4, StandardCharsets.US_ASCII))
                .isEqualTo("OggS");
        assertThat(COMMUNITY.member("listener_1").download(url)).isNotEmpty();
        assertThat(COMMUNITY.confirmed("waiting_1").get(url).slug()).isEqualTo("not-invited");
        assertThat(COMMUNITY.browser().get(url).slug()).isEqualTo("not-signed-in");
        assertThat(owner.delete("/api/me/introduction").status()).isEqualTo(204);
        assertThat(owner.get(url).status()).isEqualTo(404);
    }

    @Test
    @DisplayName(
            "[S31] an export holds what is kept; a deleted account leaves a handle that nobody gets, and nothing else")
    void exportAndDelete() throws IOException {
        var owner = COMMUNITY.member("leaver");
        owner.put("/api/me/introduction", recording());
        var export = owner.get("/api/me/export");
        assertThat(export.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(export.body().path("account").path("email").asString())
                .isEqualTo("leaver@example.org");
        assertThat(export.body().path("sessions").size()).isEqualTo(1);
        String id = owner.get("/api/me").field("id");

        assertThat(owner.delete("/api/me", "{\"handle\":\"somebody\"}").slug())
                .isEqualTo("handle-differs");
        assertThat(owner.delete("/api/me", "{\"handle\":\"LEAVER\"}").status()).isEqualTo(204);
        assertThat(owner.cookie("mitalk")).isEmpty();
        assertThat(COMMUNITY.member("finder").get("/api/users/leaver").status()).isEqualTo(404);
        assertThat(reserve(COMMUNITY.browser(), "Leaver")).isEqualTo("handle-reserved");
        List<String> rows =
                COMMUNITY
                        .database()
                        .read(
                                tx ->
                                        tx.handle()
                                                .createQuery(
                                                        "select a::text from account_account a where id = ?::uuid")
                                                .bind(0, id)
                                                .mapTo(String.class)
                                                .list());
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst()).doesNotContain("@").doesNotContain("The leaver");
        assertThat(sessionsOf(id)).isZero();
    }

    private static String reserve(Browser browser, String handle) {
        return browser.post(
                        "/api/reservations",
                        Map.of(
                                "handle",
                                handle,
                                "email",
                                "again@example.org",
                                "displayName",
                                "Again",
                                "language",
                                "en"))
                .slug();
    }

    private static int sessionsOf(String account) {
        return COMMUNITY
                .database()
                .<Integer, RuntimeException>read(
                        tx ->
                                tx.handle()
                                        .createQuery(
                                                "select count(*) from auth_session where account = ?::uuid")
                                        .bind(0, account)
                                        .mapTo(Integer.class)
                                        .one());
    }

    private static byte[] recording() throws IOException {
        try (var in =
                Objects.requireNonNull(
                        OwnAccountTest.class.getResourceAsStream(
                                "/voice/chromium-recorder.webm"))) {
            return in.readAllBytes();
        }
    }
}
