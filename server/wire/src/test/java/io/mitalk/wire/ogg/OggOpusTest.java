package io.mitalk.wire.ogg;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.wire.ogg.OggOpus.Cleaned;
import io.mitalk.wire.opus.Recording;
import io.mitalk.wire.opus.Recording.Flaw;
import io.mitalk.wire.webm.WebmReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OggOpusTest {

    private static final List<String> FILES =
            List.of("chromium-recorder.webm", "tagged.ogg", "stereo-cover.ogg", "with-video.webm");

    private static byte[] file(String name) {
        try (var in = OggOpusTest.class.getResourceAsStream("/voice/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Cleaned.Audio audio(byte[] recording) {
        var cleaned = OggOpus.clean(recording, 30);
        assertThat(cleaned).isInstanceOf(Cleaned.Audio.class);
        return (Cleaned.Audio) cleaned;
    }

    private static Flaw flaw(byte[] recording, int maxSeconds) {
        var cleaned = OggOpus.clean(recording, maxSeconds);
        assertThat(cleaned).isInstanceOf(Cleaned.Refused.class);
        return ((Cleaned.Refused) cleaned).flaw();
    }

    private static List<String> packets(byte[] recording) {
        var read =
                WebmReader.looksLikeWebm(recording)
                        ? WebmReader.read(recording)
                        : OggReader.read(recording);
        assertThat(read).isInstanceOf(Recording.Opus.class);
        return ((Recording.Opus) read).packets().stream().map(HexFormat.of()::formatHex).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "chromium-recorder.webm, 2000",
        "tagged.ogg, 2000",
        "stereo-cover.ogg, 2000",
        "with-video.webm, 2000"
    })
    @DisplayName(
            "[S25] real recordings come out as Ogg Opus with every packet of sound and their length")
    void real(String name, int expectedMs) {
        var audio = audio(file(name));
        assertThat(audio.durationMs()).isBetween(expectedMs - 150, expectedMs + 150);
        assertThat(packets(audio.ogg())).isNotEmpty().isEqualTo(packets(file(name)));
    }

    @Test
    @DisplayName("[S25] titles, places, pictures, video and the names of programs are gone")
    void stripped() {
        assertThat(text(file("stereo-cover.ogg"))).contains("secret title", "LOCATION", "METADATA");
        for (var name : FILES) {
            assertThat(text(audio(file(name)).ogg()))
                    .contains("OpusHead", "OpusTags", "MiTalk")
                    .doesNotContain(
                            "secret", "LOCATION", "METADATA", "PNG", "ffmpeg", "Lavf", "Chrome");
        }
    }

    @Test
    @DisplayName("what is clean stays as it is, byte for byte")
    void again() {
        for (var name : FILES) {
            byte[] once = audio(file(name)).ogg();
            assertThat(audio(once).ogg()).isEqualTo(once);
        }
    }

    @Test
    @DisplayName("[S25] a recording longer than allowed is refused, with a second of grace")
    void tooLong() {
        assertThat(OggOpus.clean(file("tagged.ogg"), 2)).isInstanceOf(Cleaned.Audio.class);
        assertThat(flaw(file("tagged.ogg"), 1)).isEqualTo(Flaw.TOO_LONG);
        assertThat(flaw(file("chromium-recorder.webm"), 0)).isEqualTo(Flaw.TOO_LONG);
    }

    @Test
    @DisplayName("what is neither Ogg nor WebM, or holds no Opus, is refused for that")
    void foreign() {
        assertThat(flaw(new byte[0], 30)).isEqualTo(Flaw.UNKNOWN_FORMAT);
        assertThat(flaw("ID3 and so on, an MP3 file".getBytes(StandardCharsets.US_ASCII), 30))
                .isEqualTo(Flaw.UNKNOWN_FORMAT);
        byte[] webm = file("chromium-recorder.webm");
        int codec = text(webm).indexOf("A_OPUS");
        webm[codec + 2] = 'X';
        assertThat(flaw(webm, 30)).isEqualTo(Flaw.UNSUPPORTED);
        assertThat(flaw(Arrays.copyOf(file("tagged.ogg"), 47), 30)).isEqualTo(Flaw.DAMAGED);
    }

    @Test
    @DisplayName(
            "[S25] a file with more tracks than any recorder writes is refused before its sound is looked at")
    void manyTracks() {
        byte[] one = file("chromium-recorder.webm");
        byte[] entries = new byte[2 * 20_000];
        for (int i = 0; i < entries.length; i += 2) {
            entries[i] = (byte) 0xAE;
            entries[i + 1] = (byte) 0x80;
        }
        byte[] many = Arrays.copyOf(entries, entries.length + one.length);
        System.arraycopy(one, 0, many, entries.length, one.length);
        assertThat(WebmReader.read(many)).isEqualTo(new Recording.Flawed(Flaw.UNSUPPORTED));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 1_000, 3_000})
    @DisplayName("[S25] a page whose checksum is wrong is refused")
    void checksum(int at) {
        byte[] ogg = file("tagged.ogg");
        ogg[at] ^= 1;
        assertThat(flaw(ogg, 30)).isEqualTo(Flaw.DAMAGED);
    }

    @Test
    @DisplayName("a second stream after or beside the first is refused")
    void chained() {
        byte[] one = file("tagged.ogg");
        byte[] two = Arrays.copyOf(one, 2 * one.length);
        System.arraycopy(one, 0, two, one.length, one.length);
        assertThat(flaw(two, 30)).isEqualTo(Flaw.UNSUPPORTED);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
