package io.mitalk.social.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.http.RouteTable;
import io.mitalk.social.testing.Browser;
import io.mitalk.social.testing.TestCommunity;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SuspendedTest {

    private static final TestCommunity COMMUNITY = TestCommunity.open();

    /** What a suspended account may still do: read why, take its own along, delete it, and sign out. */
    private static final Set<String> ITS_OWN =
            Set.of(
                    "GET /api/session",
                    "GET /api/me",
                    "DELETE /api/me",
                    "GET /api/me/export",
                    "GET /api/me/sessions",
                    "DELETE /api/me/sessions",
                    "DELETE /api/me/sessions/{id}",
                    "GET /api/me/passkeys",
                    "DELETE /api/me/passkeys/{id}",
                    "GET /api/introductions/{id}",
                    "DELETE /api/me/introduction",
                    "PUT /api/rooms/{id}/recording/consent",
                    "POST /api/auth/sign-out");

    /** What needs no account, so that refusing it would only make somebody delete a cookie first. */
    private static final Set<String> FOR_EVERYBODY =
            Set.of(
                    "GET /api/community",
                    "GET /api/community/picture",
                    "GET /api/formats",
                    "GET /api/handles/{handle}",
                    "GET /api/invitations/greetings/{key}",
                    "POST /api/reservations",
                    "POST /api/auth/codes",
                    "POST /api/auth/links",
                    "POST /api/auth/sessions",
                    "POST /api/auth/passkeys/challenge",
                    "POST /api/auth/passkeys/sessions",
                    "POST /api/passes/look",
                    "POST /api/passes/use",
                    "POST /api/setup",
                    "POST /api/setup/open");

    @AfterAll
    static void close() {
        COMMUNITY.close();
    }

    @Test
    @DisplayName(
            "[S23] somebody suspended is refused by every route but those for everybody and for what is their own")
    void sweep() {
        var zoe = COMMUNITY.operator("zoe");
        suspend("zoe");
        var answered = new TreeSet<String>();
        for (var route : routes()) {
            if (!ITS_OWN.contains(route) && !FOR_EVERYBODY.contains(route)) {
                var reply = ask(zoe, route);
                if (!reply.startsWith("403 suspended")) {
                    answered.add(route + ": " + reply);
                }
            }
        }
        assertThat(answered).isEmpty();
        assertThat(routes()).containsAll(ITS_OWN).containsAll(FOR_EVERYBODY);
    }

    @Test
    @DisplayName(
            "somebody suspended reads why, takes their data along, signs out elsewhere, and deletes the account")
    void ownData() {
        var yan = COMMUNITY.member("yan");
        suspend("yan");
        assertThat(yan.get("/api/me").body().path("suspension").path("reason").asString(""))
                .isEqualTo("sold codes");
        assertThat(yan.get("/api/session").text()).contains("sold codes");
        assertThat(yan.get("/api/me/export").text()).contains("\"yan\"");
        assertThat(yan.get("/api/me/sessions").status()).isEqualTo(200);
        assertThat(yan.delete("/api/me/sessions").status()).isEqualTo(204);
        assertThat(yan.delete("/api/me/introduction").status()).isEqualTo(204);
        assertThat(yan.delete("/api/me", "{\"handle\":\"yan\"}").status()).isEqualTo(204);
        assertThat(yan.get("/api/me").slug()).isEqualTo("not-signed-in");
    }

    private static void suspend(String handle) {
        COMMUNITY.sql(
                "update account_account set suspended_reason = 'sold codes' where handle = ?",
                handle);
    }

    private static Set<String> routes() {
        var table = new RouteTable();
        COMMUNITY.social().routes().forEach(part -> part.addTo(table));
        return table.http().stream()
                .map(route -> route.method().name() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String ask(Browser browser, String route) {
        var path =
                route.substring(route.indexOf(' ') + 1)
                        .replace("{id}", "019aafc0-0000-7000-8000-000000000000")
                        .replaceAll("\\{[a-z]+}", "zoe");
        var reply =
                switch (route.substring(0, route.indexOf(' '))) {
                    case "GET" -> browser.get(path);
                    case "POST" -> browser.post(path, "{}");
                    case "PUT" -> browser.put(path, "{}");
                    default -> browser.delete(path, "{}");
                };
        return reply.status() + " " + reply.slug();
    }
}
