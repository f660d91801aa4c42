package io.mitalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.app.link.LinkProblems;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProblemsPageTest {

    private static final Path PAGE = Path.of("../../docs/operations/problems.md");

    private static final List<Problem> ALL =
            Stream.concat(Problem.ALL.stream(), LinkProblems.ALL.stream())
                    .sorted(Comparator.comparing(Problem::slug))
                    .toList();

    @Test
    @DisplayName("Every problem has texts in zh and en, and no text lacks its problem")
    void translated() {
        var texts = ProblemTexts.load();
        assertThat(texts.slugs())
                .containsExactlyInAnyOrderElementsOf(ALL.stream().map(Problem::slug).toList());
        for (var problem : ALL) {
            var both = texts.of(problem);
            assertThat(both.zh().title()).as(problem.slug()).matches(".*\\p{IsHan}.*");
            assertThat(both.zh().detail()).as(problem.slug()).matches(".*\\p{IsHan}.*");
            assertThat(both.en().title()).as(problem.slug()).isNotBlank();
            assertThat(both.en().detail()).as(problem.slug()).isNotBlank();
        }
    }

    @Test
    @DisplayName(
            "docs/operations/problems.md is what the code says (write it with -Dmitalk.docs=write)")
    void fresh() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("mitalk.docs"))) {
            Files.createDirectories(PAGE.resolveSibling(""));
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() {
        var texts = ProblemTexts.load();
        var page = new StringBuilder();
        page.append(
                """
                # Problems

                Generated from the code. Errors are problem details (RFC 9457, `application/problem+json`) in the
                reader's language; `type` is `urn:mitalk:problem:` and the slug, `requestId` stands in the server's log.

                | slug | status | en | zh |
                |---|---|---|---|
                """);
        for (var problem : ALL) {
            var both = texts.of(problem);
            page.append(
                    "| `%s` | %d | %s. %s | %s。%s |\n"
                            .formatted(
                                    problem.slug(),
                                    problem.status(),
                                    both.en().title(),
                                    both.en().detail(),
                                    both.zh().title(),
                                    both.zh().detail()));
        }
        return page.toString();
    }
}
