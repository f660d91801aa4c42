package io.mitalk.app.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Thread-safe. What a tidy tree has to be; each rule answers with what breaks it. */
final class TidyRules {

    private static final int MAX_FILE = 500;
    private static final int MAX_METHOD = 70;
    private static final int MAX_LINE = 120;

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern FENCE =
            Pattern.compile("(?m)^(```[\\s\\S]*?^```|(?:    |\\t).*$)|`[^`\\n]*`");
    private static final Pattern TYPE =
            Pattern.compile(
                    "(?m)^\\s*(?:[a-z-]+\\s+)*(?:class|record|interface|enum|type)\\s+([A-Z]\\w*)");

    /** Written in pieces, so that this file does not break its own rules. */
    private static final Pattern MACHINE =
            Pattern.compile("/(?:" + "root|wo" + "rk|ho" + "me/[a-z]+|tm" + "p/w)/[a-zA-Z.]");

    private static final Pattern UNFINISHED =
            Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|X" + "XX|HA" + "CK)\\b");

    private TidyRules() {}

    static List<String> longFiles(List<SourceFile> files) {
        return broken(
                files,
                TidyRules::code,
                file -> {
                    int lines = file.lines().size();
                    return lines > MAX_FILE
                            ? List.of(file.path() + ": " + lines + " lines")
                            : List.of();
                });
    }

    static List<String> longLines(List<SourceFile> files) {
        return broken(
                files,
                TidyRules::code,
                file -> {
                    var lines = file.lines();
                    var found = new ArrayList<String>();
                    for (int i = 0; i < lines.size(); i++) {
                        int length = lines.get(i).codePointCount(0, lines.get(i).length());
                        if (length > MAX_LINE) {
                            found.add("%s:%d: %d characters".formatted(file.path(), i + 1, length));
                        }
                    }
                    return found;
                });
    }

    static List<String> longMethods(List<SourceFile> files) {
        return broken(
                files,
                file -> file.is(".java", ".ts"),
                file ->
                        Methods.of(file.text()).stream()
                                .filter(method -> method.lines() > MAX_METHOD)
                                .map(
                                        method ->
                                                "%s:%d: %d lines: %s"
                                                        .formatted(
                                                                file.path(),
                                                                method.line(),
                                                                method.lines(),
                                                                method.head()))
                                .toList());
    }

    static List<String> packagesWithoutInfo(List<SourceFile> files) {
        var marked =
                files.stream()
                        .filter(file -> file.name().equals("package-info.java"))
                        .filter(file -> file.text().contains("@NullMarked"))
                        .map(SourceFile::folder)
                        .collect(Collectors.toSet());
        return files.stream()
                .filter(file -> file.is(".java"))
                .map(SourceFile::folder)
                .distinct()
                .filter(folder -> !marked.contains(folder))
                .filter(folder -> !marked.contains(folder.replace("/src/test/", "/src/main/")))
                .map(folder -> folder + ": no package-info.java with @NullMarked")
                .toList();
    }

    static List<String> deadLinks(List<SourceFile> files, Predicate<String> exists) {
        return broken(
                files,
                file -> file.is(".md"),
                file ->
                        LINK.matcher(FENCE.matcher(file.text()).replaceAll(""))
                                .results()
                                .map(match -> match.group(1))
                                .filter(target -> !target.matches("[a-z]+:.*|#.*"))
                                .map(target -> target.replaceFirst("#.*", ""))
                                .filter(
                                        target ->
                                                !exists.test(
                                                        Path.of(file.folder(), target)
                                                                .normalize()
                                                                .toString()))
                                .map(target -> file.path() + ": " + target + " does not exist")
                                .toList());
    }

    static List<String> forbiddenWords(List<SourceFile> files, SourceFile glossary) {
        var words = forbidden(glossary);
        return broken(
                files,
                file -> file.is(".java", ".ts", ".tsx"),
                file ->
                        TYPE.matcher(file.text())
                                .results()
                                .map(match -> match.group(1))
                                .filter(words::contains)
                                .map(
                                        type ->
                                                file.path()
                                                        + ": "
                                                        + type
                                                        + " is not our word, see GLOSSARY.md")
                                .toList());
    }

    static List<String> machinePaths(List<SourceFile> files) {
        return found(files, MACHINE);
    }

    static List<String> unfinished(List<SourceFile> files) {
        return found(files.stream().filter(TidyRules::code).toList(), UNFINISHED);
    }

    /** The words of the tables' last columns. */
    private static Set<String> forbidden(SourceFile glossary) {
        return glossary.lines().stream()
                .filter(line -> line.startsWith("|") && !line.startsWith("|-"))
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length >= 5)
                .flatMap(cells -> Stream.of(cells[3].split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty() && !word.equals("not"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> found(List<SourceFile> files, Pattern pattern) {
        return broken(
                files,
                _ -> true,
                file -> {
                    var lines = file.lines();
                    var found = new ArrayList<String>();
                    for (int i = 0; i < lines.size(); i++) {
                        if (pattern.matcher(lines.get(i)).find()) {
                            found.add(
                                    "%s:%d: %s"
                                            .formatted(file.path(), i + 1, lines.get(i).strip()));
                        }
                    }
                    return found;
                });
    }

    private static boolean code(SourceFile file) {
        return file.is(".java", ".ts", ".tsx", ".css", ".sh", ".mjs")
                || file.path().equals("mitalk");
    }

    private static List<String> broken(
            List<SourceFile> files, Predicate<SourceFile> which, Rule rule) {
        return files.stream().filter(which).flatMap(file -> rule.broken(file).stream()).toList();
    }

    private interface Rule {
        List<String> broken(SourceFile file);
    }
}
