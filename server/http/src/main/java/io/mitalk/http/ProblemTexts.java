package io.mitalk.http;

import io.mitalk.kit.json.Json;
import io.mitalk.kit.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Immutable. What problems say, in zh and en, from the one resource that holds such texts. */
public final class ProblemTexts {

    private static final String RESOURCE = "problems.json";

    private final Map<String, Languages> bySlug;

    private ProblemTexts(Map<String, Languages> bySlug) {
        this.bySlug = Map.copyOf(bySlug);
    }

    /** One problem's texts. */
    public record Languages(Text zh, Text en) {}

    /** A short title that never changes, and a sentence that says what to do. */
    public record Text(String title, String detail) {}

    /** Reads the resource. */
    public static ProblemTexts load() {
        try (InputStream in =
                Objects.requireNonNull(ProblemTexts.class.getResourceAsStream(RESOURCE))) {
            return new ProblemTexts(
                    Json.mapper().readValue(in, new TypeReference<Map<String, Languages>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every slug that has texts. */
    public Set<String> slugs() {
        return bySlug.keySet();
    }

    /** The texts of a slug. */
    public Languages of(Problem problem) {
        var texts = bySlug.get(problem.slug());
        if (texts == null) {
            throw new IllegalArgumentException("no texts for problem " + problem.slug());
        }
        return texts;
    }

    /** The text that an Accept-Language header asks for; English where it names neither. */
    Text in(Problem problem, @Nullable String acceptLanguage) {
        var texts = of(problem);
        return switch (Language.accepted(acceptLanguage)) {
            case ZH -> texts.zh();
            case EN -> texts.en();
        };
    }
}
