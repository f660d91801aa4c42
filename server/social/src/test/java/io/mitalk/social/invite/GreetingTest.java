package io.mitalk.social.invite;

import static io.mitalk.social.invite.InvitationsTest.code;
import static io.mitalk.social.invite.InvitationsTest.invite;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.social.testing.TestCommunity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class GreetingTest {

    private static final TestCommunity COMMUNITY = TestCommunity.open();
    private static final Path VOICES = Path.of("../wire/src/test/resources/voice");

    @AfterAll
    static void close() {
        COMMUNITY.close();
    }

    @Test
    @DisplayName(
            "[S25] an invitation's greeting is cleaned, heard by who holds the invitation, and ends with it")
    void greets() throws IOException {
        var ann = COMMUNITY.member("ann_g");
        var ben = COMMUNITY.member("ben_g");
        var made =
                invite(
                        ann,
                        Map.of("email", "g@example.org", "reason", "She sings like a nightingale"));
        String greeting = "/api/invitations/" + made.field("id") + "/greeting";
        byte[] tagged = Files.readAllBytes(VOICES.resolve("tagged.ogg"));
        assertThat(ben.put(greeting, tagged).status()).isEqualTo(404);
        assertThat(ann.put(greeting, "not a sound".getBytes(StandardCharsets.UTF_8)).slug())
                .isEqualTo("greeting-invalid");
        assertThat(ann.put(greeting, new byte[400 * 1024]).slug()).isEqualTo("too-large");
        assertThat(ann.put(greeting, tagged).status()).isEqualTo(204);

        var guest = COMMUNITY.browser();
        var view = guest.post("/api/invitations/open", Map.of("code", code(made)));
        String url = view.field("greetingUrl");
        byte[] heard = guest.download(url);
        assertThat(heard).startsWith('O', 'g', 'g', 'S').isNotEqualTo(tagged);
        assertThat(ann.get("/api/invitations").text()).contains(url);
        assertThat(guest.get("/api/invitations/greetings/" + "A".repeat(22)).status())
                .isEqualTo(404);
        assertThat(ann.delete("/api/invitations/" + made.field("id")).status()).isEqualTo(204);
        assertThat(guest.get(url).status()).isEqualTo(404);
        assertThat(ann.put(greeting, tagged).slug()).isEqualTo("invitation-ended");
    }
}
