package io.mitalk.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.app.AppKeys;
import io.mitalk.kit.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Compares the generated pages with what is written; with {@code -Dmitalk.docs=write} writes them instead. */
final class DocsFreshTest {

    private static final Tree TREE = Tree.here();

    @Test
    @DisplayName("the page of configuration keys is fresh, and no two keys collide")
    void configuration() throws IOException {
        assertThat(Config.defaults(AppKeys.ALL).effective()).hasSameSizeAs(AppKeys.ALL);
        fresh("docs/operations/configuration.md", Pages.configuration(AppKeys.ALL));
    }

    @Test
    @DisplayName("the catalogue of acceptance tests is fresh")
    void acceptance() throws IOException {
        fresh("docs/acceptance.md", Pages.acceptance(TREE));
    }

    @Test
    @DisplayName("every number that a test claims stands in the catalogue")
    void known() {
        assertThat(Pages.catalogue(TREE.files()).keySet())
                .containsAll(Pages.proofs(TREE.files()).keySet());
    }

    @Test
    @DisplayName("numbers are found in the names of Java and TypeScript tests")
    void found() {
        var java =
                new SourceFile(
                        "m/src/test/java/ATest.java", "@DisplayName(\n  \"[S17][S18] held\")");
        var typescript =
                new SourceFile(
                        "e2e/a.test.ts",
                        "test('[N4] a hand', async () => {\n test.skipIf(x)(`[N5] b`");
        var proofs = Pages.proofs(List.of(java, typescript));
        assertThat(proofs).containsOnlyKeys("N4", "N5", "S17", "S18");
        assertThat(proofs.get("S18")).containsExactly("held (`ATest`)");
        assertThat(proofs.get("N4")).containsExactly("a hand (`a.test.ts`)");
    }

    private static void fresh(String path, String page) throws IOException {
        var file = TREE.root().resolve(path);
        if ("write".equals(System.getProperty("mitalk.docs"))) {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, page);
            return;
        }
        var written = Files.exists(file) ? Files.readString(file) : "";
        assertThat(written.lines().toList())
                .as(path + " is not fresh: run ./mitalk fmt")
                .isEqualTo(page.lines().toList());
    }
}
