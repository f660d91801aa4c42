package io.mitalk.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class JsonTest {

    @Test
    @DisplayName("records go out and come back, instants as ISO 8601")
    void roundTrip() throws JsonInvalid {
        var tea = new Tea("绿茶", 2, Instant.parse("2026-03-01T12:00:00Z"), List.of("a"));
        var text = Json.write(tea);
        assertThat(text)
                .isEqualTo(
                        "{\"name\":\"绿茶\",\"cups\":2,\"at\":\"2026-03-01T12:00:00Z\",\"guests\":[\"a\"]}");
        assertThat(Json.read(text, Tea.class)).isEqualTo(tea);
    }

    @Test
    @DisplayName("what is not exactly the expected JSON is refused")
    void strict() {
        for (var text :
                List.of(
                        "",
                        "null",
                        "{",
                        "[]",
                        "{\"name\":\"a\",\"cups\":1} x",
                        "{\"name\":\"a\",\"cups\":null}",
                        "{\"name\":\"a\",\"cups\":1,\"spoon\":1}",
                        "{\"name\":\"a\",\"name\":\"b\",\"cups\":1}",
                        "[".repeat(100_000))) {
            assertThatThrownBy(() -> Json.read(text, Tea.class))
                    .as(text)
                    .isInstanceOf(JsonInvalid.class);
        }
    }

    record Tea(String name, int cups, Instant at, List<String> guests) {}
}
