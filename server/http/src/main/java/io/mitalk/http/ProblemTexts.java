package io.mitalk.http;

import io.mitalk.kit.json.Json;
import io.mitalk.kit.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Immutable. What problems say, in zh and en, from the resources of the nouns. */
public final class ProblemTexts {

    private final Map<String, Languages> bySlug;

    private ProblemTexts(Map<String, Languages> bySlug) {
        this.bySlug = Map.copyOf(bySlug);
    }

    /** One problem's texts. */
    public record Languages(Text zh, Text en) {}

    /** A short title that never changes, and a sentence that says what to do. */
    public record Text(String title, String detail) {}

    /** Reads the resource of each noun, and fails unless it holds exactly the noun's problems. */
    public static ProblemTexts load(Map<String, List<Problem>> byNoun) {
        var texts = new HashMap<String, Languages>();
        byNoun.forEach(
                (noun, problems) -> {
                    var found = read("/problems/" + noun + ".json");
                    var slugs = problems.stream().map(Problem::slug).collect(Collectors.toSet());
                    if (!found.keySet().equals(slugs)) {
                        throw new IllegalStateException(
                                "problems/"
                                        + noun
                                        + ".json holds "
                                        + found.keySet()
                                        + ", not "
                                        + slugs);
                    }
                    found.forEach(
                            (slug, both) -> {
                                if (texts.put(slug, both) != null) {
                                    throw new IllegalStateException("two problems " + slug);
                                }
                            });
                });
        return new ProblemTexts(texts);
    }

    private static Map<String, Languages> read(String resource) {
        try (InputStream in =
                Objects.requireNonNull(
                        ProblemTexts.class.getResourceAsStream(resource), "no " + resource)) {
            return Json.mapper().readValue(in, new TypeReference<Map<String, Languages>>() {});
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
