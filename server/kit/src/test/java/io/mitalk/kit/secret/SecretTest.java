package io.mitalk.kit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.kit.config.ConfigException;
import io.mitalk.kit.testing.SeededRandomness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretTest {

    private static final byte[] KEY = new byte[32];

    @TempDir private Path data = Path.of("");

    @Test
    @DisplayName("a secret does not print itself")
    void hidden() {
        assertThat(Secret.of("hush")).hasToString("(hidden)").isEqualTo(Secret.of("hush"));
        assertThat(Secret.of("hush")).isNotEqualTo(Secret.of("hash"));
        assertThat(Secret.of("").isEmpty()).isTrue();
    }

    @Test
    @DisplayName("a key file is made once, readable by its owner only, and kept")
    void keyFile() throws IOException {
        var first = SecretFile.open(data, "links", new SeededRandomness(1));
        assertThat(SecretFile.open(data, "links", new SeededRandomness(2)))
                .isEqualTo(first)
                .hasSize(32);
        var permissions = Files.getPosixFilePermissions(data.resolve("secrets/links"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
        try (var files = Files.list(data.resolve("secrets"))) {
            assertThat(files).hasSize(1);
        }
        assertThat(SecretFile.open(data, "other", new SeededRandomness(3))).isNotEqualTo(first);
    }

    @Test
    @DisplayName("a damaged key file ends the start with a line that says what to do")
    void damaged() throws IOException {
        Files.createDirectories(data.resolve("secrets"));
        Files.writeString(data.resolve("secrets/links"), "short");
        assertThatThrownBy(() -> SecretFile.open(data, "links", new SeededRandomness(1)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("restore it from a backup");
    }

    @Test
    @DisplayName("a signed text comes back whole, in any script")
    void roundTrip() {
        var signed = new SignedText(KEY, "live-link");
        assertThat(signed.verify(signed.sign("房间 {\"room\":\"tea\"}")))
                .isEqualTo("房间 {\"room\":\"tea\"}");
        assertThat(signed.sign("x")).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{32}");
    }

    @Test
    @DisplayName("any changed character, another key or another purpose voids a signature")
    void forged() {
        var signed = new SignedText(KEY, "live-link");
        var text = signed.sign("{\"speak\":false}");
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(signed.verify(text.substring(0, i) + other + text.substring(i + 1)))
                    .isNull();
        }
        var otherKey = new byte[32];
        otherKey[31] = 1;
        assertThat(new SignedText(otherKey, "live-link").verify(text)).isNull();
        assertThat(new SignedText(KEY, "ticket").verify(text)).isNull();
        assertThat(signed.verify("")).isNull();
        assertThat(signed.verify(".")).isNull();
        assertThat(signed.verify(text + ".")).isNull();
        assertThat(signed.verify("A".repeat(9000) + "." + "A".repeat(32))).isNull();
        assertThatThrownBy(() -> new SignedText(new byte[0], "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName(
            "a sealed text opens with its key and for its owner only, and is never sealed alike twice")
    void sealed() {
        var seals = new SealedText(KEY, new SeededRandomness(1));
        byte[] sealed = seals.seal("票券", "row 1");
        assertThat(seals.open(sealed, "row 1")).isEqualTo("票券");
        assertThat(seals.seal("票券", "row 1")).isNotEqualTo(sealed);
        assertThat(seals.open(sealed, "row 2")).isNull();
        var otherKey = new byte[32];
        otherKey[31] = 1;
        assertThat(new SealedText(otherKey, new SeededRandomness(1)).open(sealed, "row 1"))
                .isNull();
        sealed[20] ^= 1;
        assertThat(seals.open(sealed, "row 1")).isNull();
        assertThat(seals.open(new byte[3], "row 1")).isNull();
        assertThatThrownBy(() -> new SealedText(new byte[16], new SeededRandomness(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
