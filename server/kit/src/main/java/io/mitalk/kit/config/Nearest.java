package io.mitalk.kit.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Finds the known name that a mistyped one most likely meant. */
final class Nearest {

    private Nearest() {}

    /** The name with the fewest edits to {@code typed}, or null when every one is more than a third away. */
    static @Nullable String of(String typed, Collection<String> names) {
        String best = null;
        int bestEdits = Math.max(2, typed.length() / 3) + 1;
        for (var name : names) {
            int edits = edits(typed, name);
            if (edits < bestEdits) {
                best = name;
                bestEdits = edits;
            }
        }
        return best;
    }

    /** Insertions, deletions and replacements between two texts (Levenshtein's distance), row by row. */
    private static int edits(String from, String to) {
        var row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
