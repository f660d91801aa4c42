package io.mitalk.social.invite;

import static io.mitalk.social.invite.InvitationsTest.code;
import static io.mitalk.social.invite.InvitationsTest.invite;
import static io.mitalk.social.invite.InvitationsTest.newcomer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.social.testing.Browser;
import io.mitalk.social.testing.Reply;
import io.mitalk.social.testing.TestCommunity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class CreditsTest {

    private static final TestCommunity COMMUNITY = TestCommunity.open();
    private static final String REASON = "He answers every question with patience";
    private static final int CROWD = 200;

    private final Threads threads = Threads.create();

    @AfterAll
    static void close() {
        COMMUNITY.close();
    }

    @Test
    @DisplayName("[S20] of many who redeem one invitation at once, exactly one gets in")
    void race() throws Exception {
        var root = COMMUNITY.operator("root_r");
        var made = invite(root, Map.of("email", "race@example.org", "reason", REASON));
        var tasks = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 20; i++) {
            String handle = "racer_" + i;
            tasks.add(() -> newcomer(COMMUNITY.browser(), code(made), handle));
        }
        var answers = together(tasks);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allMatch(answer -> answer.slug().equals("invitation-invalid"));
        assertThat(count("select count(*) from account_account where handle like 'racer%'"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("two hundred redeem two hundred invitations at once, and every number is exact")
    void crowd() throws Exception {
        var root = COMMUNITY.operator("root_w");
        var tasks = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < CROWD; i++) {
            String handle = "crowd_" + i;
            var made = invite(root, Map.of("email", handle + "@example.org", "reason", REASON));
            tasks.add(() -> newcomer(COMMUNITY.browser(), code(made), handle));
        }
        assertThat(together(tasks)).allMatch(answer -> answer.status() == 200);
        assertThat(
                        count(
                                "select count(*) from account_account"
                                        + " where handle like 'crowd%' and state = 'active'"))
                .isEqualTo(CROWD);
        assertThat(
                        count(
                                "select count(*) from invite_edge e join account_account a on a.id = e.account"
                                        + " where a.handle like 'crowd%'"))
                .isEqualTo(CROWD);
        assertThat(
                        count(
                                "select sum(balance) from invite_purse p join account_account a on a.id = p.account"
                                        + " where a.handle like 'crowd%'"))
                .isEqualTo(2 * CROWD);
    }

    @Test
    @DisplayName("credits cannot be overspent by inviting many people at once")
    void overspend() throws Exception {
        var ann = COMMUNITY.member("ann_c");
        var tasks = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 10; i++) {
            String address = "over" + i + "@example.org";
            tasks.add(() -> invite(ann, Map.of("email", address, "reason", REASON)));
        }
        var answers = together(tasks);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(2);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allMatch(answer -> answer.slug().equals("no-credits"));
        assertThat(credits(ann)).isZero();
    }

    @Test
    @DisplayName(
            "a credit returns when its invitation is revoked or expires, and the ledger says why")
    void returns() {
        var ben = COMMUNITY.member("ben_c");
        var first = invite(ben, Map.of("email", "ret1@example.org", "reason", REASON));
        invite(ben, Map.of("email", "ret2@example.org", "reason", REASON));
        assertThat(credits(ben)).isZero();
        assertThat(ben.delete("/api/invitations/" + first.field("id")).status()).isEqualTo(204);
        assertThat(ben.delete("/api/invitations/" + first.field("id")).slug())
                .isEqualTo("invitation-ended");
        assertThat(credits(ben)).isEqualTo(1);
        COMMUNITY.clock().advance(Duration.ofDays(14));
        COMMUNITY.settle();
        assertThat(credits(ben)).isEqualTo(2);
        assertThat(rules(ben))
                .containsExactly(
                        "returned-expired", "returned-revoked", "spent", "spent", "initial");
        assertThat(ben.get("/api/invitations").text()).contains("\"revoked\"", "\"expired\"");
        var again = invite(ben, Map.of("email", "ret1@example.org", "reason", REASON));
        assertThat(again.status()).isEqualTo(201);
    }

    @Test
    @DisplayName("an invitation that somebody else tried to use gives no credit back")
    void forfeited() {
        var cat = COMMUNITY.member("cat_c");
        COMMUNITY.confirmed("dan_c");
        var buyer = COMMUNITY.confirmed("buyer_c");
        var made = invite(cat, Map.of("handle", "dan_c", "reason", REASON));
        assertThat(cat.post("/api/invitations/redeem", Map.of("code", code(made))).slug())
                .isEqualTo("invitation-for-another");
        assertThat(buyer.post("/api/invitations/redeem", Map.of("code", code(made))).slug())
                .isEqualTo("invitation-for-another");
        cat.delete("/api/invitations/" + made.field("id"));
        assertThat(credits(cat)).isEqualTo(1);
        assertThat(rules(cat)).containsExactly("forfeited-tried-by-another", "spent", "initial");
    }

    @Test
    @DisplayName("who comes in by one invitation frees the others that waited for them")
    void others() {
        var eve = COMMUNITY.member("eve_c");
        var fay = COMMUNITY.member("fay_c");
        var gil = COMMUNITY.confirmed("gil_c");
        var byHandle = invite(eve, Map.of("handle", "gil_c", "reason", REASON));
        var byMail = invite(fay, Map.of("email", "gil@work.example", "reason", REASON));
        gil.post("/api/invitations/open", Map.of("code", code(byMail)));
        assertThat(gil.post("/api/invitations/redeem", Map.of("code", code(byHandle))).status())
                .isEqualTo(200);
        assertThat(credits(eve)).isEqualTo(1);
        assertThat(credits(fay)).isEqualTo(2);
        assertThat(rules(fay)).startsWith("returned-let-in-by-another");
    }

    @Test
    @DisplayName("nobody comes in on the word of somebody who is suspended")
    void suspendedInviter() {
        var root = COMMUNITY.operator("root_v");
        var hal = COMMUNITY.member("hal_c");
        var made = invite(hal, Map.of("email", "late@example.org", "reason", REASON));
        String id = hal.get("/api/me").field("id");
        root.post("/api/admin/people/" + id + "/suspension", Map.of("reason", "spam"));
        assertThat(newcomer(COMMUNITY.browser(), code(made), "late_c").slug())
                .isEqualTo("invitation-invalid");
        root.delete("/api/admin/people/" + id + "/suspension");
        assertThat(newcomer(COMMUNITY.browser(), code(made), "late_c").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("[N2] who waits is told of three doors and what each still needs")
    void doors() {
        var ida = COMMUNITY.reserved("ida_c");
        var status = ida.get("/api/me/invite-status").body();
        assertThat(status.path("state").asString("")).isEqualTo("reserved");
        assertThat(status.path("doors").size()).isEqualTo(3);
        assertThat(status.path("doors").get(0).toString())
                .contains("\"member\"", "60", "email-confirmed", "\"invitation\"");
        var jon = COMMUNITY.member("jon_c");
        invite(jon, Map.of("handle", "ida_c", "reason", REASON));
        assertThat(ida.get("/api/me/invite-status").text()).contains("invitation-redeemed");
        assertThat(ida.get("/api/invitations").slug()).isEqualTo("not-invited");
        assertThat(jon.get("/api/me/invite-status").body().path("doors").size()).isZero();
    }

    @Test
    @DisplayName("the ledger cannot be changed, and its sum is the balance of every member")
    void ledger() {
        COMMUNITY.member("kim_c").get("/api/invitations");
        assertThatThrownBy(() -> COMMUNITY.sql("update invite_credit set change = 9"))
                .hasMessageContaining("rows are only ever added");
        assertThatThrownBy(() -> COMMUNITY.sql("delete from invite_credit"))
                .hasMessageContaining("rows are only ever added");
        assertThat(
                        count(
                                """
                                select count(*) from invite_purse p where balance <>
                                    (select sum(change) from invite_credit c where c.account = p.account)
                                """))
                .isZero();
    }

    private List<Reply> together(List<Callable<Reply>> tasks) throws Exception {
        var start = new CountDownLatch(1);
        var futures = new ArrayList<FutureTask<Reply>>();
        for (var task : tasks) {
            var future =
                    new FutureTask<Reply>(
                            () -> {
                                start.await();
                                return task.call();
                            });
            futures.add(future);
            threads.virtual().execute(future);
        }
        start.countDown();
        var answers = new ArrayList<Reply>();
        for (var future : futures) {
            answers.add(future.get());
        }
        threads.close();
        return answers;
    }

    private static int credits(Browser browser) {
        return browser.get("/api/invitations").body().path("credits").asInt(-1);
    }

    private static List<String> rules(Browser browser) {
        var rules = new ArrayList<String>();
        browser.get("/api/me/invite-status")
                .body()
                .path("ledger")
                .forEach(line -> rules.add(line.path("rule").asString("")));
        return rules;
    }

    private static int count(String sql) {
        return COMMUNITY
                .database()
                .read(tx -> tx.handle().createQuery(sql).mapTo(Integer.class).one());
    }
}
