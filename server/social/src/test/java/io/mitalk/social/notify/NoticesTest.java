package io.mitalk.social.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.social.testing.Browser;
import io.mitalk.social.testing.TestCommunity;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class NoticesTest {

    private static final TestCommunity COMMUNITY =
            TestCommunity.open(TestCommunity.generous().with(NoticeKeys.MAX, 10));

    @AfterAll
    static void close() {
        COMMUNITY.close();
    }

    @Test
    @DisplayName(
            "notices are bounded, the oldest leave, and each event moves the channel one version on")
    void bounded() {
        var ann = COMMUNITY.member("ann_n");
        var root = COMMUNITY.operator("root_n");
        String id = id(ann);
        long before = version(id);
        for (int i = 0; i < 12; i++) {
            COMMUNITY.clock().advanceMs(1);
            root.post("/api/admin/people/" + id + "/sign-in-link", Map.of("reason", "reason " + i));
        }
        var items = ann.get("/api/me/notices").body().path("items");
        assertThat(items.size()).isEqualTo(10);
        assertThat(items.get(0).path("data").path("reason").asString("")).isEqualTo("reason 11");
        assertThat(version(id)).isEqualTo(before + 12);
    }

    @Test
    @DisplayName("[S23] only its owner marks a notice as read, and only once")
    void read() {
        var ben = COMMUNITY.member("ben_n");
        var eve = COMMUNITY.member("eve_n");
        var root = COMMUNITY.operator("root_o");
        root.post("/api/admin/people/" + id(ben) + "/sign-in-link", Map.of("reason", "lost"));
        String notice =
                ben.get("/api/me/notices").body().path("items").get(0).path("id").asString("");
        String ids = "{\"ids\":[\"" + notice + "\",\"" + new UUID(1, 1) + "\"]}";
        assertThat(eve.put("/api/me/notices/read", ids).status()).isEqualTo(204);
        assertThat(ben.get("/api/me/notices").text()).doesNotContain("readAt");
        assertThat(ben.put("/api/me/notices/read", ids).status()).isEqualTo(204);
        assertThat(ben.get("/api/me/notices").text()).contains("readAt");
        long version = version(id(ben));
        ben.put("/api/me/notices/read", ids);
        assertThat(version(id(ben))).isEqualTo(version);
        assertThat(ben.put("/api/me/notices/read", "{\"ids\":[null]}").slug())
                .isEqualTo("bad-request");
        assertThat(COMMUNITY.browser().get("/api/me/notices").slug()).isEqualTo("not-signed-in");
    }

    @Test
    @DisplayName(
            "[S23] a block is its maker's own: listed, shown on the profile and taken back by nobody else")
    void blocks() {
        var cat = COMMUNITY.member("cat_n");
        var dan = COMMUNITY.member("dan_n");
        assertThat(cat.put("/api/me/blocks/DAN_N", "").status()).isEqualTo(204);
        assertThat(cat.get("/api/me/blocks").text()).contains("dan_n");
        assertThat(cat.get("/api/users/dan_n").body().path("blocked").asBoolean(false)).isTrue();
        assertThat(dan.get("/api/users/cat_n").body().path("blocked").asBoolean(true)).isFalse();
        assertThat(dan.get("/api/me/blocks").body().path("items").size()).isZero();
        dan.delete("/api/me/blocks/cat_n");
        assertThat(cat.get("/api/me/blocks").text()).contains("dan_n");
        assertThat(cat.delete("/api/me/blocks/dan_n").status()).isEqualTo(204);
        assertThat(cat.get("/api/me/blocks").body().path("items").size()).isZero();
        assertThat(cat.put("/api/me/blocks/cat_n", "").slug()).isEqualTo("block-yourself");
        assertThat(cat.put("/api/me/blocks/nobody_n", "").slug()).isEqualTo("not-found");
        assertThat(COMMUNITY.confirmed("res_n").put("/api/me/blocks/cat_n", "").slug())
                .isEqualTo("not-invited");
    }

    private static String id(Browser browser) {
        return browser.get("/api/me").field("id");
    }

    private static long version(String account) {
        return COMMUNITY
                .database()
                .read(
                        tx ->
                                tx.handle()
                                        .createQuery(
                                                "select version from account_account where id = :id")
                                        .bind("id", UUID.fromString(account))
                                        .mapTo(Long.class)
                                        .one());
    }
}
