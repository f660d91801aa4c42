package io.mitalk.social.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.social.testing.Reply;
import io.mitalk.social.testing.TestCommunity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReservationTest {

    private static final TestCommunity COMMUNITY = TestCommunity.open();

    @AfterAll
    static void close() {
        COMMUNITY.close();
    }

    private static Reply reserve(String handle, String email, String name) {
        return COMMUNITY
                .browser()
                .post(
                        "/api/reservations",
                        Map.of(
                                "handle",
                                handle,
                                "email",
                                email,
                                "displayName",
                                name,
                                "language",
                                "zh"));
    }

    @Test
    @DisplayName(
            "[N1] a reservation is refused to everybody else whatever the case, and kept after 400 days once confirmed")
    void kept() {
        var owner = COMMUNITY.browser();
        var made =
                owner.post(
                        "/api/reservations",
                        Map.of(
                                "handle",
                                "Han_Meimei",
                                "email",
                                " Han.Meimei+talk@Example.ORG ",
                                "displayName",
                                "韩梅梅",
                                "language",
                                "zh"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.field("state")).isEqualTo("reserved");
        assertThat(made.field("email")).isEqualTo("han.meimei+talk@example.org");
        assertThat(made.body().path("emailConfirmed").asBoolean()).isFalse();
        var refused = reserve("han_MEIMEI", "other@example.org", "Other");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.slug()).isEqualTo("handle-reserved");
        var asked = COMMUNITY.browser().get("/api/handles/HAN_meimei");
        assertThat(asked.body().path("available").asBoolean()).isFalse();
        assertThat(asked.field("reason")).isEqualTo("handle-reserved");

        var confirmed =
                owner.post(
                        "/api/auth/sessions",
                        Map.of(
                                "requestId",
                                made.field("codeRequestId"),
                                "code",
                                COMMUNITY.code("han.meimei+talk@example.org")));
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.body().path("emailConfirmed").asBoolean()).isTrue();
        assertThat(confirmed.field("id")).isEqualTo(made.field("id"));
        COMMUNITY.clock().advance(Duration.ofDays(400));
        COMMUNITY.settle();
        assertThat(reserve("han_meimei", "other@example.org", "Other").slug())
                .isEqualTo("handle-reserved");
    }

    @Test
    @DisplayName(
            "[N1] a reservation that nobody confirms is kept for seven days and falls free on the eighth")
    void free() {
        var owner = COMMUNITY.reserved("passing_by");
        COMMUNITY.clock().advance(Duration.ofDays(7).minusMinutes(1));
        COMMUNITY.settle();
        assertThat(reserve("passing_by", "second@example.org", "Second").status()).isEqualTo(409);
        assertThat(owner.get("/api/me").status()).isEqualTo(200);
        COMMUNITY.clock().advance(Duration.ofMinutes(2));
        COMMUNITY.settle();
        assertThat(owner.get("/api/me").slug()).isEqualTo("not-signed-in");
        assertThat(
                        COMMUNITY
                                .browser()
                                .get("/api/handles/passing_by")
                                .body()
                                .path("available")
                                .asBoolean())
                .isTrue();
        assertThat(reserve("passing_by", "second@example.org", "Second").status()).isEqualTo(201);
    }

    @Test
    @DisplayName("[N1] of 200 reservations of one handle at once exactly one is made")
    void race() throws Exception {
        var tasks = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 200; i++) {
            int n = i;
            tasks.add(() -> reserve("wanted_by_all", "racer" + n + "@example.org", "Racer " + n));
        }
        List<Integer> answers = new ArrayList<>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : pool.invokeAll(tasks)) {
                answers.add(answer.get().status());
            }
        }
        assertThat(answers).containsOnly(201, 409).hasSize(200);
        assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "a23456789012345678901",
                "with space",
                "dot.ted",
                "名字",
                "a-b-c",
                "ａｂｃ"
            })
    @DisplayName("a handle is 3 to 20 ASCII letters, digits and underscores")
    void shape(String handle) {
        assertThat(reserve(handle, "shape@example.org", "Shape").slug())
                .isEqualTo("handle-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "MiTalk", "Sup_port", "__root__", "operator"})
    @DisplayName("words that sound like an office are nobody's handle")
    void reservedWords(String handle) {
        assertThat(reserve(handle, "words@example.org", "Words").slug())
                .isEqualTo("handle-not-allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "nobody,email-invalid",
        "a@b@c,email-invalid",
        "a b@example.org,email-invalid",
        "a@exa_mple.org,email-invalid",
        "@example.org,email-invalid"
    })
    @DisplayName("what is no e-mail address is refused")
    void addresses(String email, String slug) {
        assertThat(reserve("address_test", email, "Address").slug()).isEqualTo(slug);
    }

    @Test
    @DisplayName(
            "[S27] a display name that reverses text or hides in it is refused, markup is only text")
    void names() {
        assertThat(reserve("spoof_1", "spoof@example.org", "admin\u202Etxt.exe").slug())
                .isEqualTo("display-name-invalid");
        assertThat(reserve("spoof_2", "spoof@example.org", "a\u200Bb").slug())
                .isEqualTo("display-name-invalid");
        var markup = reserve("spoof_3", "spoof@example.org", "<script>alert(1)</script>");
        assertThat(markup.status()).isEqualTo(201);
        assertThat(markup.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(markup.field("displayName")).isEqualTo("<script>alert(1)</script>");
    }

    @Test
    @DisplayName(
            "[S28] SQL in a field is text, and a field that is not asked for is refused by name")
    void injection() {
        var quoted =
                reserve(
                        "robert_t",
                        "robert@example.org",
                        "Robert'); drop table account_account;--");
        assertThat(quoted.status()).isEqualTo(201);
        var assigned =
                COMMUNITY
                        .browser()
                        .post(
                                "/api/reservations",
                                """
                                {"handle":"climber","email":"c@example.org","displayName":"C","language":"en",
                                 "operator":true,"state":"active"}
                                """);
        assertThat(assigned.status()).isEqualTo(400);
        assertThat(assigned.field("field")).isIn("operator", "state");
    }
}
