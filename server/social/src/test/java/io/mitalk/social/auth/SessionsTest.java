package io.mitalk.social.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.realtime.SessionEnded;
import io.mitalk.social.testing.TestCommunity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SessionsTest {

    private static final TestCommunity COMMUNITY = TestCommunity.open();

    @AfterAll
    static void close() {
        COMMUNITY.close();
    }

    @Test
    @DisplayName(
            "[S22] the cookie is HttpOnly, SameSite and of this path, and its token is nowhere in the database")
    void cookie() {
        var browser = COMMUNITY.browser();
        var made =
                browser.post(
                        "/api/reservations",
                        Map.of(
                                "handle",
                                "cookie_fan",
                                "email",
                                "cookie@example.org",
                                "displayName",
                                "Cookie",
                                "language",
                                "en"));
        String cookie = made.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("mitalk=")
                .contains("; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=15552000");
        String token = browser.cookie("mitalk");
        assertThat(token).hasSize(43);
        List<String> rows =
                COMMUNITY
                        .database()
                        .read(
                                tx ->
                                        tx.handle()
                                                .createQuery(
                                                        "select auth_session::text from auth_session")
                                                .mapTo(String.class)
                                                .list());
        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(token));
        assertThat(made.text()).doesNotContain(token);
    }

    @Test
    @DisplayName("[S22] signing in again rotates the token, and the old one is worth nothing")
    void rotation() {
        var browser = COMMUNITY.reserved("rotating");
        String before = browser.cookie("mitalk");
        String email = TestCommunity.address("rotating");
        var asked = browser.post("/api/auth/codes", Map.of("email", email));
        var in =
                browser.post(
                        "/api/auth/sessions",
                        Map.of(
                                "requestId",
                                asked.field("requestId"),
                                "code",
                                COMMUNITY.code(email)));
        assertThat(in.status()).isEqualTo(200);
        assertThat(browser.cookie("mitalk")).isNotEqualTo(before);
        var old = COMMUNITY.browser();
        old.cookie("mitalk", before);
        assertThat(old.get("/api/me").slug()).isEqualTo("not-signed-in");
        assertThat(browser.get("/api/me/sessions").body().path("items").size()).isEqualTo(1);
    }

    @Test
    @DisplayName("[S22] a session ends after 30 days of rest, and after 180 days in any case")
    void lifetimes() {
        var busy = COMMUNITY.confirmed("busy_bee");
        var lazy = COMMUNITY.confirmed("lazy_bee");
        for (int day = 0; day < 175; day += 25) {
            assertThat(busy.get("/api/me").status()).as("day " + day).isEqualTo(200);
            COMMUNITY.clock().advance(Duration.ofDays(25));
        }
        assertThat(lazy.get("/api/me").status()).isEqualTo(401);
        assertThat(lazy.get("/api/session").body().has("me")).isFalse();
        assertThat(busy.get("/api/session").body().at("/me/handle").asString()).isNotEmpty();
        assertThat(busy.get("/api/me").status()).isEqualTo(200);
        COMMUNITY.clock().advance(Duration.ofDays(6));
        assertThat(busy.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    @DisplayName(
            "[S22] sessions are listed and ended one by one or all others, each of the own account only")
    void revoke() {
        var facts = new CopyOnWriteArrayList<SessionEnded>();
        COMMUNITY
                .database()
                .onCommit(
                        all ->
                                all.forEach(
                                        fact -> {
                                            if (fact instanceof SessionEnded ended) {
                                                facts.add(ended);
                                            }
                                        }));
        var first = COMMUNITY.confirmed("revoker");
        var second = signedIn("revoker");
        var third = signedIn("revoker");
        var stranger = COMMUNITY.confirmed("stranger");
        var listed = first.get("/api/me/sessions").body().path("items");
        assertThat(listed.size()).isEqualTo(3);
        var others =
                listed.valueStream().filter(item -> !item.path("current").asBoolean()).toList();
        assertThat(others).hasSize(2);
        assertThat(others.getFirst().path("agent").asString()).isEqualTo("a test's browser");
        String newest = others.getFirst().path("id").asString();
        assertThat(stranger.delete("/api/me/sessions/" + newest).status()).isEqualTo(404);
        assertThat(third.get("/api/me").status()).isEqualTo(200);
        assertThat(first.delete("/api/me/sessions/" + newest).status()).isEqualTo(204);
        assertThat(List.of(second.get("/api/me").status(), third.get("/api/me").status()))
                .containsExactlyInAnyOrder(200, 401);
        assertThat(first.delete("/api/me/sessions").status()).isEqualTo(204);
        assertThat(second.get("/api/me").status()).isEqualTo(401);
        assertThat(third.get("/api/me").status()).isEqualTo(401);
        assertThat(first.get("/api/me").status()).isEqualTo(200);
        assertThat(stranger.get("/api/me").status()).isEqualTo(200);
        assertThat(first.post("/api/auth/sign-out", "").status()).isEqualTo(204);
        assertThat(first.cookie("mitalk")).isEmpty();
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(facts)
                                        .extracting(fact -> fact.sessionId().toString())
                                        .contains(newest)
                                        .hasSizeGreaterThanOrEqualTo(3));
    }

    @Test
    @DisplayName(
            "[S22] a suspended account is told the reason everywhere, sees itself, and may leave")
    void suspended() {
        var browser = COMMUNITY.member("troll");
        String reason = "insulted three people";
        COMMUNITY.sql(
                "update account_account set suspended_reason = ? where handle = 'troll'", reason);
        var refused =
                browser.put(
                        "/api/me", "{\"displayName\":\"T\",\"language\":\"en\",\"about\":\"\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.slug()).isEqualTo("suspended");
        assertThat(refused.field("reason")).isEqualTo(reason);
        var me = browser.get("/api/me");
        assertThat(me.field("state")).isEqualTo("suspended");
        assertThat(me.body().path("suspension").path("reason").asString()).isEqualTo(reason);
        assertThat(browser.get("/api/me/export").status()).isEqualTo(200);
        assertThat(browser.delete("/api/me", "{\"handle\":\"troll\"}").status()).isEqualTo(204);
    }

    @Test
    @DisplayName("an account has twenty sessions at most; the one that rested longest makes room")
    void many() {
        var first = COMMUNITY.confirmed("collector");
        for (int i = 0; i < 20; i++) {
            COMMUNITY.clock().advance(Duration.ofHours(3));
            signedIn("collector");
        }
        assertThat(first.get("/api/me").status()).isEqualTo(401);
        assertThat(signedIn("collector").get("/api/me/sessions").body().path("items").size())
                .isEqualTo(20);
    }

    private static io.mitalk.social.testing.Browser signedIn(String handle) {
        String email = TestCommunity.address(handle);
        var browser = COMMUNITY.browser();
        var asked = browser.post("/api/auth/codes", Map.of("email", email));
        var reply =
                browser.post(
                        "/api/auth/sessions",
                        Map.of(
                                "requestId",
                                asked.field("requestId"),
                                "code",
                                COMMUNITY.code(email)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return browser;
    }
}
