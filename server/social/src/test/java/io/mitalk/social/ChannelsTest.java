package io.mitalk.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.realtime.RealtimeClose;
import io.mitalk.realtime.testing.TestClient;
import io.mitalk.social.testing.Browser;
import io.mitalk.social.testing.TestCommunity;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChannelsTest {

    private static final TestCommunity COMMUNITY = TestCommunity.open();

    @AfterAll
    static void close() {
        COMMUNITY.close();
    }

    private static TestClient client(Browser browser) {
        var uri = URI.create(COMMUNITY.uri().toString().replace("http", "ws") + "/api/realtime");
        return new TestClient(browser.cookies()).connect(uri);
    }

    private static String room(Browser host, String visibility) {
        var made =
                host.post(
                        "/api/rooms",
                        Map.of(
                                "title", "Moon",
                                "topic", "Sky",
                                "visibility", visibility,
                                "language", "en"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.field("id");
    }

    /** What a client that asks only now is told. */
    private static void agrees(TestClient client, Browser browser, String channel) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            try (var fresh = client(browser)) {
                                fresh.subscribe(channel);
                                await().until(() -> !fresh.heard("state").isEmpty());
                                assertThat(client.believed(channel))
                                        .isEqualTo(fresh.believed(channel));
                            }
                        });
    }

    @Test
    @DisplayName(
            "many who raise and lower hands at once leave every page of the room in the same state")
    void hands() throws Exception {
        var host = COMMUNITY.member("ch_host");
        String id = room(host, "members");
        String channel = "room:" + id;
        List<Browser> people = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            people.add(COMMUNITY.member("ch_hand" + i));
        }
        try (var threads = Threads.create();
                var page = client(host);
                var other = client(people.getFirst())) {
            page.subscribe(channel);
            other.subscribe(channel);
            var done = new CountDownLatch(people.size());
            for (var person : people) {
                threads.virtual()
                        .execute(
                                () -> {
                                    person.post("/api/rooms/" + id + "/join", "{}");
                                    for (int i = 0; i < 5; i++) {
                                        person.put("/api/rooms/" + id + "/hand", "{}");
                                        if (i < 4) {
                                            person.delete("/api/rooms/" + id + "/hand");
                                        }
                                    }
                                    done.countDown();
                                });
            }
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
            agrees(page, host, channel);
            agrees(other, host, channel);
            var believed = Objects.requireNonNull(page.believed(channel));
            assertThat(believed.state().path("hands").size()).isEqualTo(people.size());
        }
    }

    @Test
    @DisplayName(
            "one's own channel tells what changed, is closed to others, and ends with the session")
    void account() throws Exception {
        var anna = COMMUNITY.member("ch_anna");
        var ben = COMMUNITY.member("ch_ben");
        String channel = "account:" + anna.get("/api/me").field("id");
        try (var page = client(anna);
                var stranger = client(ben);
                var guest = client(COMMUNITY.browser())) {
            page.subscribe(channel);
            stranger.subscribe(channel);
            guest.subscribe(channel);
            await().until(() -> page.heard("state").size() == 1);
            await().until(() -> stranger.heard("refused").size() == 1);
            await().until(() -> guest.heard("refused").size() == 1);
            anna.put("/api/me", "{\"displayName\":\"Anna the Great\",\"language\":\"en\"}");
            await().untilAsserted(
                            () ->
                                    assertThat(
                                                    Objects.requireNonNull(page.believed(channel))
                                                            .state()
                                                            .path("me")
                                                            .path("displayName")
                                                            .asString())
                                            .isEqualTo("Anna the Great"));
            agrees(page, anna, channel);
            anna.post("/api/auth/sign-out", "{}");
            assertThat(page.closeCode()).isEqualTo(RealtimeClose.SESSION_CHANGED);
            assertThat(stranger.connected()).isTrue();
            assertThat(stranger.heard("event")).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "a suspension cuts the sockets and the media, and leaves the account nothing but its own channel")
    void suspended() throws Exception {
        var root = COMMUNITY.operator("ch_root");
        var sue = COMMUNITY.member("ch_sue");
        String id = room(COMMUNITY.member("ch_sues_host"), "public");
        var uuid = UUID.fromString(id);
        var joined = sue.post("/api/rooms/" + id + "/join", "{}");
        COMMUNITY.stage().join(joined.field("token"));
        String me = sue.get("/api/me").field("id");
        try (var page = client(sue)) {
            page.subscribe("room:" + id);
            page.subscribe("account:" + me);
            await().until(() -> page.heard("state").size() == 2);
            var suspension = Map.of("reason", "sold codes");
            assertThat(root.post("/api/admin/people/" + me + "/suspension", suspension).status())
                    .isEqualTo(204);
            assertThat(page.closeCode()).isEqualTo(RealtimeClose.SESSION_CHANGED);
        }
        await().until(
                        () ->
                                Objects.requireNonNull(COMMUNITY.stage().plan(uuid))
                                        .expelled()
                                        .contains(me));
        assertThat(COMMUNITY.stage().here(uuid)).doesNotContain(me);
        try (var page = client(sue)) {
            var refused = List.of("room:" + id, "host:" + id, "hallway", "console");
            refused.forEach(page::subscribe);
            page.subscribe("account:" + me);
            await().until(() -> page.heard("refused").size() == refused.size());
            await().until(() -> page.heard("state").size() == 1);
        }
    }

    @Test
    @DisplayName("a private room's channel is as absent for outsiders as one that never was")
    void privateRoom() throws Exception {
        var host = COMMUNITY.member("ch_secret");
        var outsider = COMMUNITY.member("ch_outside");
        String id = room(host, "private");
        try (var page = client(outsider);
                var guest = client(COMMUNITY.browser())) {
            for (var client : List.of(page, guest)) {
                client.subscribe("room:" + id);
                client.subscribe("host:" + id);
                client.subscribe("room:" + id.replace('0', '1'));
                await().until(() -> client.heard("refused").size() == 3);
                assertThat(client.heard("refused"))
                        .extracting(message -> message.path("problem").path("slug").asString())
                        .containsOnly("not-found");
            }
        }
    }
}
