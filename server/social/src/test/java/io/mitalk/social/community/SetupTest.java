package io.mitalk.social.community;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.social.SocialKeys;
import io.mitalk.social.testing.Browser;
import io.mitalk.social.testing.Reply;
import io.mitalk.social.testing.TestCommunity;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SetupTest {

    private static Reply setUp(Browser browser, String token, String handle) {
        var body = new LinkedHashMap<String, String>();
        body.put("token", token);
        body.put("handle", handle);
        body.put("displayName", "李雷");
        body.put("email", handle + "@example.org");
        body.put("language", "zh");
        body.put("name", "夜谈 Night Talk");
        body.put("description", "");
        body.put("rules", "Be kind.\n\nListen first.");
        return browser.post("/api/setup", body);
    }

    @Test
    @DisplayName(
            "the first link makes one operator who names the community; used, changed or old it is worth nothing")
    void firstOperator() {
        try (var community = TestCommunity.open()) {
            String token = Objects.requireNonNull(community.social().setupToken());
            var operator = community.browser();
            assertThat(operator.get("/api/community").body().path("needsSetup").asBoolean())
                    .isTrue();
            assertThat(operator.get("/api/community").field("name")).isEqualTo("MiTalk");
            assertThat(operator.post("/api/setup/open", Map.of("token", token)).status())
                    .isEqualTo(200);
            assertThat(operator.post("/api/setup/open", Map.of("token", token + "x")).slug())
                    .isEqualTo("setup-link-invalid");
            var made = setUp(operator, token, "lilei");
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            assertThat(made.field("state")).isEqualTo("active");
            assertThat(made.body().path("operator").asBoolean()).isTrue();
            var after = operator.get("/api/community");
            assertThat(after.field("name")).isEqualTo("夜谈 Night Talk");
            assertThat(after.field("rules")).isEqualTo("Be kind.\n\nListen first.");
            assertThat(after.body().path("needsSetup").asBoolean()).isFalse();
            assertThat(setUp(community.browser(), token, "second_one").slug())
                    .isEqualTo("setup-link-invalid");
            assertThat(
                            community
                                    .browser()
                                    .get("/api/handles/second_one")
                                    .body()
                                    .path("available")
                                    .asBoolean())
                    .as("a refused link leaves no account")
                    .isTrue();
            assertThat(operator.delete("/api/me", "{\"handle\":\"lilei\"}").slug())
                    .isEqualTo("last-operator");
        }
    }

    @Test
    @DisplayName(
            "a link is over after a day, and a later operator changes nothing of the community's name")
    void laterOperator() {
        var config = TestCommunity.generous().with(SocialKeys.BRAND, "Salon");
        try (var community = TestCommunity.open(config)) {
            assertThat(community.browser().get("/api/community").field("name")).isEqualTo("Salon");
            String token = Objects.requireNonNull(community.social().setupToken());
            community.operator("already");
            var second = setUp(community.browser(), token, "second_op");
            assertThat(second.status()).isEqualTo(201);
            assertThat(community.browser().get("/api/community").field("name")).isEqualTo("Salon");
        }
        try (var community = TestCommunity.open()) {
            String token = Objects.requireNonNull(community.social().setupToken());
            community.clock().advance(Duration.ofHours(25));
            assertThat(setUp(community.browser(), token, "too_late").slug())
                    .isEqualTo("setup-link-invalid");
        }
    }

    @Test
    @DisplayName("[S24] a picture is decoded, made small and written anew; what is none is refused")
    void picture() throws IOException {
        try (var community = TestCommunity.open()) {
            var operator = community.operator("painter");
            byte[] png = png(1200, 300);
            byte[] polyglot = new byte[png.length + 30];
            System.arraycopy(png, 0, polyglot, 0, png.length);
            byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(script, 0, polyglot, png.length, script.length);
            assertThat(community.member("no_painter").put("/api/community/picture", png).slug())
                    .isEqualTo("not-operator");
            assertThat(operator.put("/api/community/picture", script).slug())
                    .isEqualTo("picture-invalid");
            assertThat(operator.put("/api/community/picture", new byte[9 << 20]).status())
                    .isEqualTo(413);
            var changed = operator.put("/api/community/picture", polyglot);
            assertThat(changed.status()).isEqualTo(200);
            byte[] kept = community.browser().download(changed.field("pictureUrl"));
            assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("<script>");
            var image = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(kept)));
            assertThat(image.getWidth()).isEqualTo(512);
            assertThat(image.getHeight()).isEqualTo(128);
        }
    }

    private static byte[] png(int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
