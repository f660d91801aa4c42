package io.mitalk.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reads the tree as it is; each rule is also shown something that breaks it. */
final class TidyTest {

    private static final Tree TREE = Tree.here();

    @Test
    @DisplayName("no file of code has more than 500 lines")
    void files() {
        assertThat(TidyRules.longFiles(TREE.files())).isEmpty();
        assertThat(TidyRules.longFiles(one("a.ts", "x\n".repeat(501)))).hasSize(1);
        assertThat(TidyRules.longFiles(one("a.ts", "x\n".repeat(500)))).isEmpty();
    }

    @Test
    @DisplayName("no method has more than 70 lines")
    void methods() {
        assertThat(TidyRules.longMethods(TREE.files())).isEmpty();
        var head = "class A {\n  int f(int a)\n      throws X {\n";
        assertThat(TidyRules.longMethods(one("A.java", head + "a();\n".repeat(69) + "}\n}\n")))
                .containsExactly("A.java:3: 71 lines: int f(int a) throws X");
        assertThat(
                        TidyRules.longMethods(
                                one("A.java", head + "a(\"{\"); // {\n".repeat(68) + "}\n}\n")))
                .isEmpty();
    }

    @Test
    @DisplayName("no line of code has more than 120 characters")
    void lines() {
        assertThat(TidyRules.longLines(TREE.files())).isEmpty();
        assertThat(TidyRules.longLines(one("a.css", "a\n" + "x".repeat(121))))
                .containsExactly("a.css:2: 121 characters");
        assertThat(TidyRules.longLines(one("a.css", "🎤".repeat(120)))).isEmpty();
    }

    @Test
    @DisplayName("every package says what it is and is null-marked")
    void packages() {
        assertThat(TidyRules.packagesWithoutInfo(TREE.files())).isEmpty();
        assertThat(TidyRules.packagesWithoutInfo(one("m/src/main/java/a/A.java", ""))).hasSize(1);
        assertThat(
                        TidyRules.packagesWithoutInfo(
                                List.of(
                                        new SourceFile(
                                                "m/src/main/java/a/package-info.java",
                                                "@NullMarked"),
                                        new SourceFile("m/src/test/java/a/ATest.java", ""))))
                .isEmpty();
    }

    @Test
    @DisplayName("every link between pages leads somewhere")
    void links() {
        assertThat(TidyRules.deadLinks(TREE.files(), TREE::exists)).isEmpty();
        var page = one("docs/a.md", "[b](b.md#c) [d](../d.md) [w](https://example.org) `[x](y)`");
        assertThat(TidyRules.deadLinks(page, path -> path.equals("d.md")))
                .containsExactly("docs/a.md: b.md does not exist");
    }

    @Test
    @DisplayName("no type is called by a word that the glossary refuses")
    void words() {
        var glossary =
                TREE.files().stream()
                        .filter(file -> file.path().equals("GLOSSARY.md"))
                        .findFirst()
                        .orElseThrow();
        assertThat(TidyRules.forbiddenWords(TREE.files(), glossary)).isEmpty();
        assertThat(TidyRules.forbiddenWords(one("a.ts", "export class Attendee {"), glossary))
                .hasSize(1);
        assertThat(
                        TidyRules.forbiddenWords(
                                one("A.java", "public final class Consumer {"), glossary))
                .hasSize(1);
    }

    @Test
    @DisplayName("nothing names a folder of somebody's machine")
    void machines() {
        assertThat(TidyRules.machinePaths(TREE.files())).isEmpty();
        assertThat(TidyRules.machinePaths(one("a.md", "see /ho" + "me/ann/notes"))).hasSize(1);
    }

    @Test
    @DisplayName("nothing is left to be done later")
    void unfinished() {
        assertThat(TidyRules.unfinished(TREE.files())).isEmpty();
        assertThat(TidyRules.unfinished(one("A.java", "// TO" + "DO later"))).hasSize(1);
    }

    private static List<SourceFile> one(String path, String text) {
        return List.of(new SourceFile(path, text));
    }
}
