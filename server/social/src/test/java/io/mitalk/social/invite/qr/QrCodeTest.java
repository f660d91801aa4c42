package io.mitalk.social.invite.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class QrCodeTest {

    private static final Pattern BAR = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");
    private static final Pattern SIDE = Pattern.compile("viewBox=\"0 0 (\\d+) ");

    @Test
    @DisplayName("the drawn square reads back as the link")
    void reads() throws Exception {
        String link = "https://talk.example.org/invite#4fG0aQ9zKx2LmN7pR5tUvW";
        String url = QrCode.dataUrl(link);
        assertThat(url).startsWith("data:image/svg+xml;base64,");
        String svg =
                new String(
                        Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1)),
                        StandardCharsets.UTF_8);
        assertThat(new Decoder().decode(modules(svg)).getText()).isEqualTo(link);
    }

    private static BitMatrix modules(String svg) {
        var side = SIDE.matcher(svg);
        assertThat(side.find()).isTrue();
        var modules = new BitMatrix(Integer.parseInt(side.group(1)) - 8);
        var bars = BAR.matcher(svg);
        while (bars.find()) {
            modules.setRegion(
                    Integer.parseInt(bars.group(1)) - 4,
                    Integer.parseInt(bars.group(2)) - 4,
                    Integer.parseInt(bars.group(3)),
                    1);
        }
        return modules;
    }
}
