package io.mitalk.social.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.social.testing.Browser;
import io.mitalk.social.testing.Reply;
import io.mitalk.social.testing.TestCommunity;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class CodesTest {

    private static final TestCommunity COMMUNITY = TestCommunity.open();

    @AfterAll
    static void close() {
        COMMUNITY.close();
    }

    private static Reply ask(String email) {
        return COMMUNITY.browser().post("/api/auth/codes", Map.of("email", email));
    }

    private static Reply answer(Browser browser, String requestId, String code) {
        return browser.post("/api/auth/sessions", Map.of("requestId", requestId, "code", code));
    }

    private static String other(String code) {
        return "%08d".formatted((Integer.parseInt(code) + 1) % 100_000_000);
    }

    @Test
    @DisplayName(
            "[S21] a code signs in once, within ten minutes, and only with the request that asked for it")
    void once() {
        COMMUNITY.confirmed("codes_once");
        String email = TestCommunity.address("codes_once");
        var first = ask(email);
        String oldCode = COMMUNITY.code(email);
        var second = ask(email);
        String code = COMMUNITY.code(email);
        assertThat(answer(COMMUNITY.browser(), second.field("requestId"), oldCode).slug())
                .isEqualTo("code-wrong");
        var browser = COMMUNITY.browser();
        String spaced = code.substring(0, 4) + " " + code.substring(4);
        assertThat(answer(browser, second.field("requestId"), spaced).status()).isEqualTo(200);
        assertThat(browser.get("/api/me").field("handle")).isEqualTo("codes_once");
        assertThat(answer(COMMUNITY.browser(), second.field("requestId"), code).slug())
                .isEqualTo("code-expired");
        COMMUNITY.clock().advance(Duration.ofMinutes(11));
        assertThat(answer(COMMUNITY.browser(), first.field("requestId"), oldCode).slug())
                .isEqualTo("code-expired");
        assertThat(answer(COMMUNITY.browser(), UUID.randomUUID().toString(), code).slug())
                .isEqualTo("code-expired");
    }

    @Test
    @DisplayName("[S21] the fifth wrong try locks a code, and the right one comes too late")
    void locked() {
        COMMUNITY.confirmed("codes_locked");
        String email = TestCommunity.address("codes_locked");
        String request = ask(email).field("requestId");
        String code = COMMUNITY.code(email);
        for (int left = 4; left >= 0; left--) {
            var wrong = answer(COMMUNITY.browser(), request, other(code));
            assertThat(wrong.slug()).isEqualTo("code-wrong");
            assertThat(wrong.body().path("triesLeft").asInt(-1)).isEqualTo(left);
        }
        var late = answer(COMMUNITY.browser(), request, code);
        assertThat(late.status()).isEqualTo(429);
        assertThat(late.slug()).isEqualTo("code-locked");
    }

    @Test
    @DisplayName(
            "[S21] an address that nobody has is answered like one that somebody has, and gets no letter")
    void uniform() {
        COMMUNITY.confirmed("codes_known");
        var known = ask(TestCommunity.address("codes_known"));
        var unknown = ask("nobody.has.this@example.org");
        assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(202);
        assertThat(unknown.body().propertyNames()).isEqualTo(known.body().propertyNames());
        assertThat(unknown.text()).hasSameSizeAs(known.text());
        assertThat(COMMUNITY.letters("nobody.has.this@example.org")).isEmpty();
        var guess = answer(COMMUNITY.browser(), unknown.field("requestId"), "12345678");
        assertThat(guess.slug()).isEqualTo("code-wrong");
        assertThat(guess.body().path("triesLeft").asInt()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            assertThat(ask("nobody.has.this@example.org").status()).isEqualTo(202);
        }
        assertThat(ask("nobody.has.this@example.org").status()).isEqualTo(429);
    }

    @Test
    @DisplayName("[S21] an address gets five letters an hour and ten a day, known or not")
    void caps() {
        for (String email : new String[] {"caps.unknown@example.org", "codes_caps@example.org"}) {
            for (int i = 0; i < 5; i++) {
                assertThat(ask(email).status()).isEqualTo(202);
            }
            var sixth = ask(email);
            assertThat(sixth.slug()).isEqualTo("too-many-requests");
            assertThat(sixth.headers().firstValue("Retry-After")).hasValue("3600");
            COMMUNITY.clock().advance(Duration.ofMinutes(61));
            for (int i = 0; i < 5; i++) {
                assertThat(ask(email).status()).isEqualTo(202);
            }
            COMMUNITY.clock().advance(Duration.ofMinutes(61));
            assertThat(ask(email).status()).isEqualTo(429);
            COMMUNITY.clock().advance(Duration.ofDays(1));
            assertThat(ask(email).status()).isEqualTo(202);
        }
    }

    @Test
    @DisplayName(
            "[S21] one source asks for thirty codes an hour and tries a hundred times, whatever the addresses")
    void perSource() {
        var config =
                TestCommunity.generous()
                        .with(AuthKeys.CODES_PER_SOURCE, 30)
                        .with(AuthKeys.TRIES_PER_SOURCE, 100);
        try (var community = TestCommunity.open(config)) {
            var browser = community.browser();
            for (int i = 0; i < 30; i++) {
                assertThat(
                                browser.post(
                                                "/api/auth/codes",
                                                Map.of("email", "a" + i + "@example.org"))
                                        .status())
                        .isEqualTo(202);
            }
            assertThat(browser.post("/api/auth/codes", Map.of("email", "b@example.org")).status())
                    .isEqualTo(429);
            String nobody = UUID.randomUUID().toString();
            for (int i = 0; i < 100; i++) {
                assertThat(answer(browser, nobody, "12345678").status()).isEqualTo(410);
            }
            assertThat(answer(browser, nobody, "12345678").status()).isEqualTo(429);
        }
    }

    @Test
    @DisplayName(
            "[S21] reserving with somebody's confirmed address tells only them, and never signs in as them")
    void taken() {
        COMMUNITY.confirmed("codes_owner");
        String email = TestCommunity.address("codes_owner");
        var thief = COMMUNITY.browser();
        var made =
                thief.post(
                        "/api/reservations",
                        Map.of(
                                "handle",
                                "codes_thief",
                                "email",
                                email,
                                "displayName",
                                "Thief",
                                "language",
                                "en"));
        assertThat(made.status()).isEqualTo(201);
        var letter = COMMUNITY.letters(email).getLast();
        assertThat(letter.text()).contains("codes_thief", "codes_owner");
        assertThat(made.text()).doesNotContain("\"codes_owner\"");
        var asked = ask(email);
        var owner = COMMUNITY.browser();
        assertThat(answer(owner, asked.field("requestId"), COMMUNITY.code(email)).field("handle"))
                .isEqualTo("codes_owner");
    }

    @Test
    @DisplayName(
            "[S22] whoever wrote down a stranger's address is locked out when its owner confirms it from elsewhere")
    void preHijacked() {
        var thief = COMMUNITY.reserved("codes_trap");
        String email = TestCommunity.address("codes_trap");
        var asked = ask(email);
        var owner = COMMUNITY.browser();
        assertThat(answer(owner, asked.field("requestId"), COMMUNITY.code(email)).status())
                .isEqualTo(200);
        assertThat(owner.get("/api/me").field("handle")).isEqualTo("codes_trap");
        assertThat(thief.get("/api/me").slug()).isEqualTo("not-signed-in");
    }
}
