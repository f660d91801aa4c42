package io.mitalk.social.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExhibitTest {

    private static final String SECRET = "GPS 52.5200 13.4050";

    private static byte[] picture(String format) throws IOException {
        var image = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
        image.setRGB(5, 5, Color.RED.getRGB());
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] letters(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What a phone writes into a picture: which side is up, and where it was. */
    private static byte[] exif(int orientation) {
        var tiff =
                ByteBuffer.allocate(26 + SECRET.length())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(letters("II"))
                        .putShort((short) 42)
                        .putInt(8)
                        .putShort((short) 1)
                        .putShort((short) 0x0112)
                        .putShort((short) 3)
                        .putInt(1)
                        .putShort((short) orientation)
                        .putShort((short) 0)
                        .putInt(0)
                        .put(letters(SECRET));
        byte[] body = joined(letters("Exif\0\0"), tiff.array());
        return joined(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (body.length + 2)}, body);
    }

    private static byte[] jpeg(int orientation) throws IOException {
        byte[] plain = picture("jpg");
        byte[] comment = joined(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 21}, letters(SECRET));
        return joined(
                Arrays.copyOf(plain, 2),
                exif(orientation),
                comment,
                Arrays.copyOfRange(plain, 2, plain.length),
                letters("<script>" + SECRET + "</script>"));
    }

    private static byte[] png() throws IOException {
        byte[] plain = picture("png");
        byte[] text = letters("Comment\0" + SECRET);
        byte[] chunk =
                ByteBuffer.allocate(12 + text.length)
                        .putInt(text.length)
                        .put(letters("tEXt"))
                        .put(text)
                        .putInt(0)
                        .array();
        return joined(
                Arrays.copyOf(plain, 33),
                chunk,
                Arrays.copyOfRange(plain, 33, plain.length),
                letters("<html>" + SECRET));
    }

    /** One transparent pixel, with a place behind it. */
    private static byte[] webp() {
        byte[] pixel = Base64.getDecoder().decode("LwAAABAHEBERiIj+BwA=");
        byte[] body =
                joined(
                        letters("WEBP"),
                        chunk("VP8X", new byte[] {0x1C, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
                        chunk("VP8L", Arrays.copyOf(pixel, 13)),
                        chunk("EXIF", letters(SECRET)));
        return chunk("RIFF", body);
    }

    private static byte[] chunk(String type, byte[] body) {
        return ByteBuffer.allocate(8 + body.length + (body.length & 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(letters(type))
                .putInt(body.length)
                .put(body)
                .array();
    }

    private static byte[] clean(byte[] file) {
        return Objects.requireNonNull(Exhibit.of(file, "holiday")).bytes();
    }

    private static String seen(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }

    private static Exhibit.@Nullable Kind kind(byte[] file, String name) {
        var found = Exhibit.of(file, name);
        return found == null ? null : found.kind();
    }

    @Test
    @DisplayName(
            "[S24] of a picture the picture is kept: neither place nor words, nor what stands behind its end")
    void picturesOnly() throws Exception {
        for (byte[] file : List.of(jpeg(1), png(), webp())) {
            assertThat(seen(file)).contains(SECRET);
            assertThat(seen(clean(file)))
                    .doesNotContain("GPS")
                    .doesNotContain("<script")
                    .doesNotContain("<html");
        }
        for (byte[] file : List.of(jpeg(1), png())) {
            var image = ImageIO.read(new ByteArrayInputStream(clean(file)));
            assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(32, 24);
        }
        var webp = ByteBuffer.wrap(clean(webp())).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(webp.getInt(4)).as("its length is true").isEqualTo(webp.limit() - 8);
        assertThat(webp.get(20)).as("only transparency is announced").isEqualTo((byte) 0x10);
        assertThat(clean(clean(jpeg(1)))).isEqualTo(clean(jpeg(1)));
    }

    @Test
    @DisplayName("a photograph stays the right way up")
    void upright() throws Exception {
        String turned = seen(clean(jpeg(6)));
        assertThat(turned).contains("Exif\0\0MM").doesNotContain(SECRET);
        assertThat(turned.charAt(turned.indexOf("MM") + 19)).isEqualTo((char) 6);
        assertThat(seen(clean(jpeg(1)))).doesNotContain("Exif");
        assertThat(clean(clean(jpeg(6)))).isEqualTo(clean(jpeg(6)));
    }

    @Test
    @DisplayName("[S24] a picture that says it has more than 40 million pixels is refused")
    void bombs() throws Exception {
        byte[] png = picture("png");
        ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
        assertThat(kind(png, "a.png")).isNull();
        byte[] jpeg = picture("jpg");
        int frame = seen(jpeg).indexOf("\u00FF\u00C0");
        ByteBuffer.wrap(jpeg).putInt(frame + 5, 0xFFFF_FFFF);
        assertThat(kind(jpeg, "a.jpg")).isNull();
        byte[] webp = webp();
        ByteBuffer.wrap(webp).putShort(25, (short) 0xFFFF).putShort(28, (short) 0xFFFF);
        assertThat(kind(webp, "a.webp")).isNull();
    }

    @Test
    @DisplayName(
            "[S24] wherever a picture is cut off or bent, it is refused or taken, and nothing breaks")
    void broken() throws Exception {
        for (byte[] file : List.of(jpeg(6), png(), webp())) {
            for (int i = 0; i < file.length; i++) {
                var cut = Exhibit.of(Arrays.copyOf(file, i), "x");
                assertThat(cut == null || cut.bytes().length <= i).isTrue();
                byte[] bent = file.clone();
                bent[i] ^= (byte) 0xFF;
                var taken = Exhibit.of(bent, "x");
                assertThat(taken == null || taken.bytes().length <= file.length + 36).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"a.csv, CSV", "notes.MD, MARKDOWN", "a.txt, TEXT", "evil.html, TEXT", "a, TEXT"})
    @DisplayName("text is text, whatever its name says; a name tells only its kinds apart")
    void text(String name, Exhibit.Kind kind) {
        assertThat(kind(letters("year,rate\r\n2026,3.2 %\n"), name)).isEqualTo(kind);
        assertThat(kind(letters("%PDF-1.7\n…\n%%EOF\n"), name)).isEqualTo(Exhibit.Kind.PDF);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "<!DOCTYPE html><p>hi",
                " \n<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "\uFEFF<?xml version='1.0'?>",
                "<Script>alert(1)</Script>",
                "a\0b",
                "\u001B[2Jgone",
                "  \n ",
                "",
                "%PDF-1.7 without an end",
                "PK\u0003\u0004 a zip",
                "GIF89a\u0001\u0000"
            })
    @DisplayName("[S24] pages, drawings with scripts, archives and what is not text are refused")
    void refused(String file) {
        assertThat(kind(letters(file), "a.txt")).isNull();
    }

    @Test
    @DisplayName("bytes that are no UTF-8 are no text; a name that lies gets an honest ending")
    void names() {
        assertThat(kind(new byte[] {'a', (byte) 0xC3, '('}, "a.txt")).isNull();
        assertThat(Exhibit.Kind.PDF.named("report.pdf")).isEqualTo("report.pdf");
        assertThat(Exhibit.Kind.JPEG.named("photo.JPEG")).isEqualTo("photo.JPEG");
        assertThat(Exhibit.Kind.TEXT.named("page.html")).isEqualTo("page.html.txt");
    }
}
