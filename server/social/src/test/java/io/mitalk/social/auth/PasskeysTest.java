package io.mitalk.social.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.social.testing.Browser;
import io.mitalk.social.testing.Reply;
import io.mitalk.social.testing.TestCommunity;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class PasskeysTest {

    private static final TestCommunity COMMUNITY = TestCommunity.open();

    @AfterAll
    static void close() {
        COMMUNITY.close();
    }

    private static SoftAuthenticator authenticator(int seed) {
        return new SoftAuthenticator(COMMUNITY.uri().toString(), "127.0.0.1", seed);
    }

    private static Reply enrol(Browser browser, SoftAuthenticator authenticator) {
        var asked = browser.post("/api/me/passkeys/challenge", "");
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        String challenge = asked.body().path("options").path("challenge").asString();
        return browser.post(
                "/api/me/passkeys",
                Map.of(
                        "requestId",
                        asked.field("requestId"),
                        "name",
                        "My key",
                        "credential",
                        authenticator.register(challenge)));
    }

    private static Reply enter(Browser browser, String requestId, ObjectNode credential) {
        return browser.post(
                "/api/auth/passkeys/sessions",
                Map.of("requestId", requestId, "credential", credential));
    }

    private static Reply challenge(Browser browser) {
        return browser.post("/api/auth/passkeys/challenge", "");
    }

    @Test
    @DisplayName(
            "a passkey is enrolled, listed, signs in from another browser, and is worth nothing once removed")
    void whole() {
        var owner = COMMUNITY.confirmed("key_owner");
        var key = authenticator(1);
        var made = enrol(owner, key);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.field("name")).isEqualTo("My key");
        assertThat(made.body())
                .isEqualTo(owner.get("/api/me/passkeys").body().path("items").path(0));
        assertThat(owner.get("/api/me").body().path("passkeys").asInt()).isEqualTo(1);

        var elsewhere = COMMUNITY.browser();
        var asked = challenge(elsewhere);
        assertThat(asked.field("rpId")).isEqualTo("127.0.0.1");
        var in = enter(elsewhere, asked.field("requestId"), key.sign(asked.field("challenge")));
        assertThat(in.status()).as(in.text()).isEqualTo(200);
        assertThat(in.field("handle")).isEqualTo("key_owner");
        assertThat(elsewhere.get("/api/me").status()).isEqualTo(200);
        var listed = owner.get("/api/me/passkeys").body().path("items").path(0);
        assertThat(listed.path("usedAt").asString("")).isNotEmpty();

        var stranger = COMMUNITY.confirmed("key_stranger");
        String id = listed.path("id").asString();
        assertThat(stranger.delete("/api/me/passkeys/" + id).status()).isEqualTo(404);
        assertThat(enrol(stranger, key).slug()).isEqualTo("passkey-refused");
        assertThat(owner.delete("/api/me/passkeys/" + id).status()).isEqualTo(204);
        var late = challenge(elsewhere);
        assertThat(
                        enter(elsewhere, late.field("requestId"), key.sign(late.field("challenge")))
                                .slug())
                .isEqualTo("passkey-refused");
    }

    @Test
    @DisplayName(
            "[S22] a passkey's answer counts once, in time, for its own challenge, page and holder")
    void refused() {
        var owner = COMMUNITY.confirmed("key_careful");
        var key = authenticator(2);
        assertThat(enrol(owner, key).status()).isEqualTo(201);
        var browser = COMMUNITY.browser();

        var first = challenge(browser);
        var answer = key.sign(first.field("challenge"));
        assertThat(enter(browser, first.field("requestId"), answer).status()).isEqualTo(200);
        assertThat(enter(browser, first.field("requestId"), answer).slug())
                .as("replayed")
                .isEqualTo("challenge-expired");
        var other = challenge(browser);
        assertThat(enter(browser, other.field("requestId"), answer).slug())
                .as("for another challenge")
                .isEqualTo("passkey-refused");
        var slow = challenge(browser);
        COMMUNITY.clock().advance(Duration.ofMinutes(6));
        assertThat(
                        enter(browser, slow.field("requestId"), key.sign(slow.field("challenge")))
                                .slug())
                .as("too late")
                .isEqualTo("challenge-expired");
        var copied = challenge(browser);
        key.rewind();
        assertThat(
                        enter(
                                        browser,
                                        copied.field("requestId"),
                                        key.sign(copied.field("challenge")))
                                .slug())
                .as("a copied authenticator")
                .isEqualTo("passkey-refused");
        key.sign("");
        key.sign("");
        key.unverified();
        var found = challenge(browser);
        assertThat(
                        enter(browser, found.field("requestId"), key.sign(found.field("challenge")))
                                .slug())
                .as("found by somebody else")
                .isEqualTo("passkey-refused");
    }

    @Test
    @DisplayName("[S22] what a page of another address had signed is refused")
    void phished() {
        var owner = COMMUNITY.confirmed("key_phished");
        var asked = owner.post("/api/me/passkeys/challenge", "");
        var foreign = new SoftAuthenticator("https://evil.example", "127.0.0.1", 3);
        String challenge = asked.body().path("options").path("challenge").asString();
        var reply =
                owner.post(
                        "/api/me/passkeys",
                        Map.of(
                                "requestId",
                                asked.field("requestId"),
                                "name",
                                "Key",
                                "credential",
                                foreign.register(challenge)));
        assertThat(reply.slug()).isEqualTo("passkey-refused");
    }
}
