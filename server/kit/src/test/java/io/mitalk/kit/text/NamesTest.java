package io.mitalk.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {

    @Test
    @DisplayName(
            "names of any script are kept, trimmed and normalised, and counted as a reader counts")
    void kept() {
        assertThat(Names.clean("  李 雷\u3000 ", 40)).isEqualTo("李 雷");
        assertThat(Names.clean("Zoe\u0301", 3)).isEqualTo("Zo\u00e9");
        assertThat(Names.clean("نیما می‌نویسد", 40)).isEqualTo("نیما می‌نویسد");
        assertThat(Names.clean("👩‍👩‍👧", 1)).isEqualTo("👩‍👩‍👧");
        assertThat(Names.clean("x".repeat(40), 40)).isNotNull();
        assertThat(Names.clean("x".repeat(41), 40)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \u3000",
                "a\u0000b",
                "a\nb",
                "admin\u202Enimda",
                "a\u2066b",
                "a\u200Bb",
                "a\uFEFFb",
                "\u3164",
                "\u200D",
                "a\uD800",
                "a\uE000",
                "a\u2028b"
            })
    @DisplayName("[S27] a name that hides, reverses or breaks the line is refused")
    void refused(String name) {
        assertThat(Names.clean(name, 40)).isNull();
    }

    @Test
    @DisplayName("[S27] marks that pile up on one letter are refused")
    void piled() {
        assertThat(Names.clean("a" + "\u0335".repeat(60), 40)).isNull();
    }
}
