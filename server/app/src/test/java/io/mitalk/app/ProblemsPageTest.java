package io.mitalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.db.testing.TestDatabase;
import io.mitalk.http.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemsPageTest {

    private static final Path PAGE = Path.of("../../docs/operations/problems.md");

    @Test
    @DisplayName("Every problem has texts in zh and en")
    void translated(@TempDir Path data) throws IOException {
        try (var database = TestDatabase.create();
                var assembly = Assembly.start(TestConfig.free(data, database), closing -> {})) {
            var texts = assembly.routes().problemTexts();
            for (var problem : all(assembly)) {
                var both = texts.of(problem);
                assertThat(both.zh().title()).as(problem.slug()).matches(".*\\p{IsHan}.*");
                assertThat(both.zh().detail()).as(problem.slug()).matches(".*\\p{IsHan}.*");
                assertThat(both.en().title()).as(problem.slug()).isNotBlank();
                assertThat(both.en().detail()).as(problem.slug()).isNotBlank();
            }
        }
    }

    @Test
    @DisplayName(
            "docs/operations/problems.md is what the code says (write it with -Dmitalk.docs=write)")
    void fresh(@TempDir Path data) throws IOException {
        try (var database = TestDatabase.create();
                var assembly = Assembly.start(TestConfig.free(data, database), closing -> {})) {
            String page = page(assembly);
            if ("write".equals(System.getProperty("mitalk.docs"))) {
                Files.createDirectories(PAGE.resolveSibling(""));
                Files.writeString(PAGE, page);
            }
            assertThat(Files.readString(PAGE)).isEqualTo(page);
        }
    }

    private static List<Problem> all(Assembly assembly) {
        return assembly.routes().problems().values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Problem::slug))
                .toList();
    }

    private static String page(Assembly assembly) {
        var texts = assembly.routes().problemTexts();
        var page = new StringBuilder();
        page.append(
                """
                # Problems

                Generated from the code. Errors are problem details (RFC 9457, `application/problem+json`) in the
                reader's language; `type` is `urn:mitalk:problem:` and the slug, `requestId` stands in the server's log.

                | slug | status | en | zh |
                |---|---|---|---|
                """);
        for (var problem : all(assembly)) {
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
