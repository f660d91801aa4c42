package io.mitalk.social.invite;

import static io.mitalk.social.testing.TestCommunity.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.social.testing.Browser;
import io.mitalk.social.testing.Reply;
import io.mitalk.social.testing.TestCommunity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class InvitationsTest {

    private static final TestCommunity COMMUNITY = TestCommunity.open();
    private static final String REASON = "She leads our team and explains everything well";
    private static final Pattern MAILED = Pattern.compile("/invite#([0-9A-Za-z]{22})");

    @AfterAll
    static void close() {
        COMMUNITY.close();
    }

    @Test
    @DisplayName(
            "[N3] redeeming turns the same account active, handle unchanged, and its profile names the inviter")
    void redeems() {
        var ivy = COMMUNITY.member("ivy");
        var rob = COMMUNITY.confirmed("Rob_1");
        String id = rob.get("/api/me").field("id");
        var made = invite(ivy, Map.of("handle", "rob_1", "reason", REASON));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.field("qr")).startsWith("data:image/svg+xml;base64,");
        assertThat(made.body().path("to").path("handle").asString("")).isEqualTo("Rob_1");

        var view = rob.post("/api/invitations/open", Map.of("code", code(made)));
        assertThat(view.body().path("inviter").path("handle").asString("")).isEqualTo("ivy");
        assertThat(view.field("reason")).isEqualTo(REASON);
        assertThat(view.body().path("forYou").asBoolean(false)).isTrue();
        assertThat(view.body().path("bound").path("hint").asString("")).isEqualTo("Rob_1");

        var me = rob.post("/api/invitations/redeem", Map.of("code", code(made)));
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.field("id")).isEqualTo(id);
        assertThat(me.field("handle")).isEqualTo("Rob_1");
        assertThat(me.field("state")).isEqualTo("active");
        assertThat(me.body().path("credits").asInt(-1)).isEqualTo(2);
        assertThat(me.body().path("inviter").path("handle").asString("")).isEqualTo("ivy");

        var profile = ivy.get("/api/users/ROB_1");
        assertThat(profile.body().path("inviter").path("handle").asString("")).isEqualTo("ivy");
        assertThat(profile.field("reason")).isEqualTo(REASON);
        assertThat(rob.get("/api/users/ivy").body().path("invited").toString()).contains("Rob_1");
        var listed = ivy.get("/api/invitations").body();
        assertThat(listed.path("credits").asInt(-1)).isEqualTo(1);
        assertThat(listed.path("items").get(0).path("state").asString("")).isEqualTo("redeemed");
        assertThat(listed.path("items").get(0).path("redeemedBy").path("handle").asString(""))
                .isEqualTo("Rob_1");
        COMMUNITY.clock().advance(Duration.ofSeconds(2));
        COMMUNITY.settle();
        assertThat(ivy.get("/api/me/notices").text()).contains("invitation-redeemed");
    }

    @Test
    @DisplayName(
            "its maker sees the link of an open invitation again, nobody else does, and it is gone when it ends")
    void linkAgain() {
        var lou = COMMUNITY.operator("lou");
        var max = COMMUNITY.confirmed("max_1");
        COMMUNITY.confirmed("mia_1");
        COMMUNITY.confirmed("moe_1");
        var made = invite(lou, Map.of("handle", "max_1", "reason", REASON));
        var revoked = invite(lou, Map.of("handle", "mia_1", "reason", REASON));
        var expired = invite(lou, Map.of("handle", "moe_1", "reason", REASON));
        assertThat(urls(lou))
                .containsExactlyInAnyOrder(
                        made.field("url"), revoked.field("url"), expired.field("url"));
        assertThat(stored("sealed_code IS NOT NULL", lou)).isEqualTo(3);
        assertThat(COMMUNITY.operator("lea").get("/api/invitations").text())
                .doesNotContain(code(made));

        lou.delete("/api/invitations/" + revoked.field("id"));
        max.post("/api/invitations/redeem", Map.of("code", code(made)));
        assertThat(urls(lou)).containsExactly(expired.field("url"));
        COMMUNITY.clock().advance(Duration.ofDays(14));
        assertThat(urls(lou)).isEmpty();
        COMMUNITY.settle();
        assertThat(stored("sealed_code IS NOT NULL", lou)).isZero();
        assertThat(stored("state <> 'open'", lou)).isEqualTo(3);
    }

    private static List<String> urls(Browser inviter) {
        return inviter.get("/api/invitations")
                .body()
                .path("items")
                .valueStream()
                .map(one -> one.path("url").asString(""))
                .filter(url -> !url.isEmpty())
                .toList();
    }

    private static int stored(String condition, Browser inviter) {
        var id = UUID.fromString(inviter.get("/api/me").field("id"));
        return COMMUNITY
                .database()
                .read(
                        tx ->
                                tx.handle()
                                        .createQuery(
                                                "SELECT count(*) FROM invite_invitation WHERE inviter = :id AND "
                                                        + condition)
                                        .bind("id", id)
                                        .mapTo(Integer.class)
                                        .one());
    }

    @Test
    @DisplayName(
            "[K1] a profile shows neither address nor telephone, and nothing of who only waits")
    void profile() {
        var kay = COMMUNITY.member("kay");
        COMMUNITY.confirmed("waits_here");
        assertThat(kay.get("/api/users/kay").text()).doesNotContain("@", "mail", "phone");
        assertThat(kay.get("/api/users/waits_here").status()).isEqualTo(404);
        assertThat(kay.get("/api/users/nobody_here").status()).isEqualTo(404);
        assertThat(COMMUNITY.browser().get("/api/users/kay").slug()).isEqualTo("not-signed-in");
        assertThat(COMMUNITY.reserved("peeker").get("/api/users/kay").slug())
                .isEqualTo("not-invited");
    }

    @Test
    @DisplayName(
            "[N6] an invitation is mailed in its person's language and stands among their notices at once")
    void told() {
        var ned = COMMUNITY.member("ned");
        var sue = COMMUNITY.confirmed("sue");
        COMMUNITY.sql("update account_account set language = 'zh' where handle = 'sue'");
        var made = invite(ned, Map.of("handle", "sue", "reason", REASON));
        var notices = sue.get("/api/me/notices").body().path("items");
        assertThat(notices.get(0).path("kind").asString("")).isEqualTo("invitation");
        assertThat(notices.get(0).path("data").path("reason").asString("")).isEqualTo(REASON);
        var letter = COMMUNITY.letters(address("sue")).getLast();
        assertThat(letter.subject()).isEqualTo("The ned 邀请你加入MiTalk");
        assertThat(letter.text()).contains(REASON).doesNotContain(code(made));

        String id = notices.get(0).path("data").path("invitationId").asString("");
        assertThat(
                        COMMUNITY
                                .confirmed("thief")
                                .post("/api/invitations/open", Map.of("id", id))
                                .slug())
                .isEqualTo("invitation-invalid");
        assertThat(COMMUNITY.browser().post("/api/invitations/redeem", Map.of("id", id)).slug())
                .isEqualTo("invitation-invalid");
        assertThat(sue.post("/api/invitations/redeem", Map.of("id", id)).field("state"))
                .isEqualTo("active");
        assertThat(sue.get("/api/me/notices").body().path("items").size()).isZero();
    }

    @Test
    @DisplayName(
            "[N6] an invitation of another mailbox, opened while signed in, becomes that reservation's")
    void bindsOtherMailbox() {
        var pat = COMMUNITY.member("pat");
        var uma = COMMUNITY.confirmed("uma");
        var made = invite(pat, Map.of("email", "Uma@Work.example", "reason", REASON));
        var opened = uma.post("/api/invitations/open", Map.of("code", code(made)));
        assertThat(opened.body().path("forYou").asBoolean(false)).isTrue();
        assertThat(opened.body().path("bound").path("hint").asString(""))
                .isEqualTo("u…@work.example");
        var vic = COMMUNITY.confirmed("vic");
        assertThat(vic.post("/api/invitations/redeem", Map.of("code", code(made))).slug())
                .isEqualTo("invitation-for-another");
        assertThat(uma.post("/api/invitations/redeem", Map.of("code", code(made))).field("handle"))
                .isEqualTo("uma");
    }

    @Test
    @DisplayName("an invitation of a confirmed address is its reservation's without being opened")
    void knownMailbox() {
        var amy = COMMUNITY.member("amy");
        var bob = COMMUNITY.confirmed("bobby");
        var made = invite(amy, Map.of("email", address("bobby"), "reason", REASON));
        assertThat(made.text()).doesNotContain("bobby\"");
        assertThat(bob.get("/api/me/notices").text()).contains("\"invitation\"");
        assertThat(
                        COMMUNITY
                                .browser()
                                .post("/api/invitations/redeem", Map.of("code", code(made)))
                                .slug())
                .isEqualTo("not-signed-in");
        assertThat(invite(amy, Map.of("email", address("amy"), "reason", REASON)).slug())
                .isEqualTo("already-member");
    }

    @Test
    @DisplayName(
            "who has no reservation makes the account with the invitation; only the mailed link confirms the address")
    void newcomer() {
        var root = COMMUNITY.operator("root_a");
        var shown = invite(root, Map.of("email", "new1@example.org", "reason", REASON));
        var browser = COMMUNITY.browser();
        var half = browser.post("/api/invitations/redeem", Map.of("code", code(shown)));
        assertThat(half.slug()).isEqualTo("bad-request");
        assertThat(half.field("field")).isEqualTo("handle");
        assertThat(newcomer(browser, code(shown), "root_a").slug()).isEqualTo("handle-reserved");
        assertThat(newcomer(browser, code(shown), "a b").slug()).isEqualTo("handle-invalid");
        var me = newcomer(browser, code(shown), "newone");
        assertThat(me.field("state")).isEqualTo("active");
        assertThat(me.body().path("emailConfirmed").asBoolean(true)).isFalse();
        assertThat(browser.get("/api/me").field("handle")).isEqualTo("newone");
        COMMUNITY.clock().advance(Duration.ofDays(8));
        COMMUNITY.settle();
        assertThat(root.get("/api/users/newone").status()).isEqualTo(200);

        invite(root, Map.of("email", "new2@example.org", "reason", REASON));
        var mailed = MAILED.matcher(COMMUNITY.letters("new2@example.org").getLast().text());
        assertThat(mailed.find()).isTrue();
        var other = newcomer(COMMUNITY.browser(), mailed.group(1), "newtwo");
        assertThat(other.body().path("emailConfirmed").asBoolean(false)).isTrue();
    }

    @Test
    @DisplayName("[S20] unknown, used, revoked and expired codes are answered alike")
    void uniform() {
        var root = COMMUNITY.operator("root_b");
        var used = invite(root, Map.of("email", "used@example.org", "reason", REASON));
        newcomer(COMMUNITY.browser(), code(used), "used_one");
        var revoked = invite(root, Map.of("email", "revoked@example.org", "reason", REASON));
        assertThat(root.delete("/api/invitations/" + revoked.field("id")).status()).isEqualTo(204);
        var expired = invite(root, Map.of("email", "expired@example.org", "reason", REASON));
        COMMUNITY.clock().advance(Duration.ofDays(14));
        var answers =
                List.of(code(used), code(revoked), code(expired), "A".repeat(22), "", "x'--")
                        .stream()
                        .flatMap(
                                code ->
                                        List.of("open", "redeem").stream()
                                                .map(
                                                        verb ->
                                                                COMMUNITY
                                                                        .browser()
                                                                        .post(
                                                                                "/api/invitations/"
                                                                                        + verb,
                                                                                Map.of(
                                                                                        "code",
                                                                                        code))))
                        .toList();
        assertThat(answers).allMatch(answer -> answer.status() == 410);
        assertThat(
                        answers.stream()
                                .map(
                                        answer ->
                                                answer.text()
                                                        .replaceAll(
                                                                "\"requestId\":\"[^\"]*\"", "")))
                .containsOnly(answers.getFirst().text().replaceAll("\"requestId\":\"[^\"]*\"", ""));
    }

    @Test
    @DisplayName("[S20] codes are stored as hashes, and never twice the same")
    void hashes() {
        var root = COMMUNITY.operator("root_c");
        var made = invite(root, Map.of("email", "hash@example.org", "reason", REASON));
        var again = invite(root, Map.of("email", "hash2@example.org", "reason", REASON));
        assertThat(code(made)).matches("[0-9A-Za-z]{22}").isNotEqualTo(code(again));
        int found =
                COMMUNITY
                        .database()
                        .read(
                                tx ->
                                        tx.handle()
                                                .createQuery(
                                                        "select count(*) from invite_code"
                                                                + " where hash = sha256(:code::bytea)")
                                                .bind("code", code(made))
                                                .mapTo(Integer.class)
                                                .one());
        assertThat(found).isEqualTo(1);
    }

    @Test
    @DisplayName("[S23] an invitation is managed by its maker alone, and made by members alone")
    void strangers() {
        var ann = COMMUNITY.member("ann_s");
        var ben = COMMUNITY.member("ben_s");
        COMMUNITY.confirmed("target_s");
        var made = invite(ann, Map.of("handle", "target_s", "reason", REASON));
        assertThat(ben.delete("/api/invitations/" + made.field("id")).status()).isEqualTo(404);
        assertThat(ben.get("/api/invitations").body().path("items").size()).isZero();
        assertThat(ann.delete("/api/invitations/not-an-id").status()).isEqualTo(404);
        var wish = Map.of("email", "x@example.org", "reason", REASON);
        assertThat(invite(COMMUNITY.browser(), wish).slug()).isEqualTo("not-signed-in");
        assertThat(invite(COMMUNITY.confirmed("outside"), wish).slug()).isEqualTo("not-invited");
        assertThat(COMMUNITY.reserved("outside2").get("/api/invitations").slug())
                .isEqualTo("not-invited");
    }

    @Test
    @DisplayName("[S28] what does not belong into an invitation is refused by name")
    void refused() {
        var cat = COMMUNITY.member("cat_r");
        COMMUNITY.confirmed("dora_r");
        assertThat(invite(cat, Map.of("handle", "dora_r", "reason", "too short")).slug())
                .isEqualTo("reason-too-short");
        assertThat(invite(cat, Map.of("handle", "dora_r", "reason", " ".repeat(30) + "a")).slug())
                .isEqualTo("reason-too-short");
        assertThat(invite(cat, Map.of("handle", "dora_r", "reason", "a".repeat(501))).slug())
                .isEqualTo("reason-too-long");
        assertThat(invite(cat, Map.of("reason", REASON)).slug()).isEqualTo("invitation-for-nobody");
        assertThat(
                        invite(cat, Map.of("handle", "dora_r", "email", "a@b.c", "reason", REASON))
                                .slug())
                .isEqualTo("invitation-for-nobody");
        assertThat(invite(cat, Map.of("handle", "no_such", "reason", REASON)).slug())
                .isEqualTo("no-such-reservation");
        assertThat(invite(cat, Map.of("handle", "cat_r", "reason", REASON)).slug())
                .isEqualTo("already-member");
        assertThat(invite(cat, Map.of("email", "no address", "reason", REASON)).slug())
                .isEqualTo("email-invalid");
        var more = Map.of("handle", "dora_r", "reason", REASON, "charged", false);
        assertThat(cat.post("/api/invitations", more).field("field")).isEqualTo("charged");
        assertThat(invite(cat, Map.of("handle", "dora_r", "reason", REASON)).status())
                .isEqualTo(201);
        assertThat(invite(cat, Map.of("handle", "dora_r", "reason", REASON)).slug())
                .isEqualTo("already-invited");
        assertThat(cat.get("/api/invitations").body().path("credits").asInt(-1)).isEqualTo(1);
    }

    static Reply invite(Browser browser, Map<String, String> wish) {
        return browser.post("/api/invitations", (Object) wish);
    }

    static String code(Reply made) {
        String url = made.field("url");
        return url.substring(url.indexOf('#') + 1);
    }

    static Reply newcomer(Browser browser, String code, String handle) {
        return browser.post(
                "/api/invitations/redeem",
                Map.of(
                        "code",
                        code,
                        "handle",
                        handle,
                        "displayName",
                        "A newcomer",
                        "language",
                        "zh"));
    }
}
