package io.mitalk.kit.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Thread-safe. The one JSON mapper: strict about what comes in (no duplicate or unknown fields, no nulls for
 * primitives, bounded depth and lengths), instants as ISO 8601 texts, nothing for a component that is null.
 */
public final class Json {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_TEXT = 1 << 20;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxStringLength(MAX_TEXT)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    private Json() {}

    /** The mapper itself, for those who hand it to a library. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** The text of a record, list, map or plain value. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * The value that {@code text} spells.
     *
     * @throws JsonInvalid when it is not JSON or does not have the shape of {@code type}
     */
    public static <T> T read(String text, Class<T> type) throws JsonInvalid {
        try {
            var value = MAPPER.readValue(text, type);
            if (value == null) {
                throw new JsonInvalid("null where a value was expected");
            }
            return value;
        } catch (JacksonException e) {
            throw new JsonInvalid(e.getOriginalMessage(), field(e), e);
        }
    }

    private static @Nullable String field(JacksonException failure) {
        var path = failure.getPath();
        return path.isEmpty() ? null : path.getLast().getPropertyName();
    }
}
