package io.mitalk.app.house;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Thread-safe. Finds methods in Java and TypeScript by their braces: no parser, but enough to count lines.
 */
final class Methods {

    /** Comments, texts and characters, whose braces do not count. */
    private static final Pattern SILENT =
            Pattern.compile(
                    "\"\"\"[\\s\\S]*?\"\"\"|"
                            + "\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'|//[^\\n]*|/\\*[\\s\\S]*?\\*/");

    private static final Pattern NO_METHOD =
            Pattern.compile(
                    "^(?:}\\s*)?(if|else|for|while|do|switch|try|catch|finally|synchronized|return|case|describe)\\b"
                            + "|\\b(class|record|interface|enum|new)\\s|->|=>");

    private static final Pattern METHOD = Pattern.compile("\\)\\s*(throws[\\w\\s.,]+|:[^{]+)?$");

    private Methods() {}

    /** A method's head and how many lines it takes, braces included. */
    record Method(String head, int line, int lines) {}

    static List<Method> of(String text) {
        var code =
                SILENT.matcher(text)
                        .replaceAll(
                                match ->
                                        "\n"
                                                .repeat(
                                                        (int)
                                                                match.group()
                                                                        .chars()
                                                                        .filter(c -> c == '\n')
                                                                        .count()));
        var found = new ArrayList<Method>();
        var open = new ArrayDeque<Method>();
        var head = new StringBuilder();
        int line = 1;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '{') {
                open.push(new Method(head.toString().strip().replaceAll("\\s+", " "), line, 0));
                head.setLength(0);
            } else if (c == '}' && !open.isEmpty()) {
                var ended = open.pop();
                if (isMethod(ended.head())) {
                    found.add(new Method(ended.head(), ended.line(), line - ended.line() + 1));
                }
                head.setLength(0);
            } else if (c == ';') {
                head.setLength(0);
            } else {
                head.append(c);
            }
            if (c == '\n') {
                line++;
            }
        }
        return found;
    }

    private static boolean isMethod(String head) {
        return METHOD.matcher(head).find() && !NO_METHOD.matcher(head).find();
    }
}
