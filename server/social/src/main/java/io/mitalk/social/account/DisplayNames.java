package io.mitalk.social.account;

import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.text.Names;

/** Thread-safe. Names of people: any script, 1 to 40 characters as a reader counts them. */
final class DisplayNames {

    private static final int MAX_GRAPHEMES = 40;

    private DisplayNames() {}

    /**
     * The name as it is kept.
     *
     * @throws ProblemRaised {@code display-name-invalid}
     */
    static String clean(String name) throws ProblemRaised {
        String clean = Names.clean(name, MAX_GRAPHEMES);
        if (clean == null) {
            throw AccountProblems.DISPLAY_NAME_INVALID.raise();
        }
        return clean;
    }
}
