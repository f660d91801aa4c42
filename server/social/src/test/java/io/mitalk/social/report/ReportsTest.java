package io.mitalk.social.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.http.Visitor;
import io.mitalk.kit.text.Language;
import io.mitalk.social.testing.Browser;
import io.mitalk.social.testing.TestCommunity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ReportsTest {

    private static final TestCommunity COMMUNITY = TestCommunity.open();

    @AfterAll
    static void close() {
        COMMUNITY.close();
    }

    @Test
    @DisplayName(
            "a report is on the console and in every operator's notices at once, and leaves with the decision")
    void reaches() {
        var root = COMMUNITY.operator("root_a");
        var bad = COMMUNITY.member("bad_a");
        var ann = COMMUNITY.confirmed("ann_a");
        var made =
                ann.post(
                        "/api/reports",
                        Map.of(
                                "about",
                                Map.of("accountId", id(bad)),
                                "kind",
                                "spam",
                                "note",
                                "sells codes"));
        assertThat(made.status()).isEqualTo(201);
        var listed = listed(root, made.field("id"));
        assertThat(listed.path("about").path("account").path("handle").asString(""))
                .isEqualTo("bad_a");
        assertThat(listed.path("by").path("handle").asString("")).isEqualTo("ann_a");
        assertThat(root.get("/api/me/notices").text()).contains("\"report\"", "sells codes");
        String decision = "/api/admin/reports/" + made.field("id") + "/decision";
        assertThat(root.post(decision, Map.of("decision", "end-room", "reason", "why not")).slug())
                .isEqualTo("decision-not-possible");
        assertThat(root.post(decision, Map.of("decision", "suspend", "reason", " ")).slug())
                .isEqualTo("reason-missing");
        assertThat(
                        root.post(decision, Map.of("decision", "suspend", "reason", "sold codes"))
                                .status())
                .isEqualTo(204);
        assertThat(root.post(decision, Map.of("decision", "dismiss", "reason", "again")).slug())
                .isEqualTo("report-decided");
        assertThat(root.get("/api/admin/reports").text()).doesNotContain(made.field("id"));
        assertThat(root.get("/api/me/notices").text()).doesNotContain("sells codes");
        assertThat(root.get("/api/admin/reports?state=decided").text()).contains("sold codes");
        assertThat(ann.get("/api/me/notices").text()).contains("report-decided");
        var refused = bad.get("/api/invitations");
        assertThat(refused.slug()).isEqualTo("suspended");
        assertThat(refused.field("reason")).isEqualTo("sold codes");
        assertThat(root.get("/api/admin/actions").text())
                .contains("account-suspended", "@bad_a", "report-upheld");
    }

    @Test
    @DisplayName("a suspension ends at its time, or when an operator lifts it")
    void ends() {
        var root = COMMUNITY.operator("root_b");
        var ben = COMMUNITY.member("ben_b");
        String suspension = "/api/admin/people/" + id(ben) + "/suspension";
        assertThat(root.post(suspension, Map.of("reason", "cool down", "hours", 2)).status())
                .isEqualTo(204);
        assertThat(root.get("/api/admin/people?q=BEN_B").text())
                .contains("\"suspended\"", "cool down");
        assertThat(ben.get("/api/me").field("state")).isEqualTo("suspended");
        COMMUNITY.clock().advance(Duration.ofHours(2));
        COMMUNITY.settle();
        assertThat(ben.get("/api/invitations").status()).isEqualTo(200);
        assertThat(root.get("/api/admin/actions").text()).contains("suspension-lifted");
        assertThat(root.delete(suspension).slug()).isEqualTo("not-suspended");

        root.post(suspension, Map.of("reason", "first", "hours", 1));
        root.post(suspension, Map.of("reason", "second"));
        COMMUNITY.clock().advance(Duration.ofDays(3));
        COMMUNITY.settle();
        assertThat(ben.get("/api/invitations").field("reason")).isEqualTo("second");
        assertThat(root.delete(suspension).status()).isEqualTo(204);
        assertThat(ben.get("/api/invitations").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("operators are protected from each other, and the last one from leaving")
    void operators() {
        var root = COMMUNITY.operator("root_c");
        var mate = COMMUNITY.operator("mate_c");
        assertThat(
                        root.post(
                                        "/api/admin/people/" + id(mate) + "/suspension",
                                        Map.of("reason", "power"))
                                .slug())
                .isEqualTo("operator-protected");
        assertThat(
                        root.post(
                                        "/api/admin/people/" + id(mate) + "/operator",
                                        Map.of("operator", false))
                                .status())
                .isEqualTo(204);
        assertThat(mate.get("/api/admin/people").slug()).isEqualTo("not-operator");
        assertThat(root.get("/api/admin/actions").text()).contains("operator-unmade", "@mate_c");
    }

    @Test
    @DisplayName("one person makes a bounded number of reports in an hour")
    void bounded() {
        var cat = COMMUNITY.member("cat_d");
        var about = Map.of("about", Map.of("roomId", new UUID(4, 4).toString()), "kind", "other");
        for (int i = 0; i < 20; i++) {
            assertThat(cat.post("/api/reports", about).status()).isEqualTo(201);
        }
        assertThat(cat.post("/api/reports", about).slug()).isEqualTo("too-many-reports");
        COMMUNITY.clock().advance(Duration.ofMinutes(61));
        assertThat(cat.post("/api/reports", about).status()).isEqualTo(201);
        assertThat(cat.post("/api/reports", Map.of("about", Map.of(), "kind", "spam")).slug())
                .isEqualTo("report-about-nothing");
        assertThat(
                        cat.post(
                                        "/api/reports",
                                        Map.of(
                                                "about",
                                                Map.of("accountId", new UUID(9, 9).toString()),
                                                "kind",
                                                "spam"))
                                .status())
                .isEqualTo(404);
        assertThat(
                        cat.post(
                                        "/api/reports",
                                        Map.of(
                                                "about",
                                                Map.of("roomId", new UUID(4, 4).toString()),
                                                "kind",
                                                "dull"))
                                .field("field"))
                .isEqualTo("kind");
    }

    @Test
    @DisplayName(
            "[S23] the console is closed to strangers, reservations, members and the suspended")
    void console() {
        var root = COMMUNITY.operator("root_e");
        var mel = COMMUNITY.member("mel_e");
        var out = COMMUNITY.member("out_e");
        root.post("/api/admin/people/" + id(out) + "/suspension", Map.of("reason", "out"));
        String person = "/api/admin/people/" + id(mel);
        String report = "/api/admin/reports/" + new UUID(1, 1) + "/decision";
        var refusals =
                Map.of(
                        COMMUNITY.browser(),
                        "not-signed-in",
                        COMMUNITY.confirmed("res_e"),
                        "not-invited",
                        mel,
                        "not-operator",
                        out,
                        "suspended");
        refusals.forEach(
                (browser, slug) -> {
                    for (var path : List.of("people", "reports", "actions", "rooms")) {
                        assertThat(browser.get("/api/admin/" + path).slug())
                                .as(path)
                                .isEqualTo(slug);
                    }
                    for (var path :
                            List.of(
                                    person + "/suspension",
                                    person + "/sign-in-link",
                                    person + "/operator",
                                    report)) {
                        assertThat(browser.post(path, Map.of("reason", "x")).slug())
                                .as(path)
                                .isEqualTo(slug);
                    }
                    assertThat(browser.delete(person + "/suspension").slug()).isEqualTo(slug);
                });
        var channel = new ConsoleVisitors();
        assertThat(channel.see(true, Visitor.Standing.ACTIVE)).isTrue();
        assertThat(channel.see(false, Visitor.Standing.ACTIVE)).isFalse();
        assertThat(channel.see(true, Visitor.Standing.SUSPENDED)).isFalse();
    }

    @Test
    @DisplayName(
            "an operator's sign-in link works once, is kept in the log, and is told to its person")
    void signInLink() {
        var root = COMMUNITY.operator("root_f");
        var fay = COMMUNITY.member("fay_f");
        var link =
                root.post(
                        "/api/admin/people/" + id(fay) + "/sign-in-link",
                        Map.of("reason", "lost her mailbox"));
        assertThat(link.status()).isEqualTo(200);
        String token = link.field("url").substring(link.field("url").indexOf('#') + 1);
        var other = COMMUNITY.browser();
        assertThat(other.post("/api/auth/links", Map.of("token", token)).field("handle"))
                .isEqualTo("fay_f");
        assertThat(COMMUNITY.browser().post("/api/auth/links", Map.of("token", token)).status())
                .isEqualTo(410);
        assertThat(root.get("/api/admin/actions").text())
                .contains("sign-in-link-made", "lost her mailbox")
                .doesNotContain(token);
        assertThat(fay.get("/api/me/notices").text()).contains("sign-in-link-made");
    }

    @Test
    @DisplayName(
            "the people of the console are found by part of handle, name or address, page by page")
    void people() {
        var root = COMMUNITY.operator("root_g");
        for (int i = 0; i < 52; i++) {
            COMMUNITY.reserved("many_" + i);
            COMMUNITY.clock().advanceMs(1);
        }
        var first = root.get("/api/admin/people?q=many_").body();
        assertThat(first.path("items").size()).isEqualTo(50);
        var second =
                root.get("/api/admin/people?q=many_&cursor=" + first.path("next").asString(""))
                        .body();
        assertThat(second.path("items").size()).isEqualTo(2);
        assertThat(second.has("next")).isFalse();
        assertThat(root.get("/api/admin/people?q=many_7%40example").body().path("items").size())
                .isEqualTo(1);
        assertThat(root.get("/api/admin/people?q=%25").body().path("items").size()).isZero();
        assertThat(root.get("/api/admin/people?cursor=nonsense").slug()).isEqualTo("bad-request");
    }

    private static JsonNode listed(Browser operator, String id) {
        for (var report : operator.get("/api/admin/reports?state=open").body().path("items")) {
            if (report.path("id").asString("").equals(id)) {
                return report;
            }
        }
        throw new AssertionError("not on the console: " + id);
    }

    private static String id(Browser browser) {
        return browser.get("/api/me").field("id");
    }

    /** Who may see the console's channel. */
    private static final class ConsoleVisitors {

        boolean see(boolean operator, Visitor.Standing standing) {
            var who = new Visitor(new UUID(0, 1), standing, operator, new UUID(0, 2), Language.EN);
            return ConsoleChannel.isFor(who, "");
        }
    }
}
