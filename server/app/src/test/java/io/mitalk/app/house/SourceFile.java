package io.mitalk.app.house;

import java.util.List;

/**
 * Immutable. A file of the tree.
 *
 * @param path from the root, with slashes
 * @param text what it says
 */
record SourceFile(String path, String text) {

    List<String> lines() {
        return text.lines().toList();
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    String folder() {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    boolean is(String... endings) {
        for (var ending : endings) {
            if (path.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }
}
