package io.mitalk.social.community;

import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.text.Names;
import org.jspecify.annotations.Nullable;

/** Immutable. What an operator says about the community, already checked. */
record About(String name, String description, String rules) {

    private static final int MAX_NAME = 60;
    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_RULES = 5_000;

    /**
     * Checks what was typed.
     *
     * @throws ProblemRaised {@code community-name-invalid} or {@code community-text-invalid}
     */
    static About of(String name, String description, String rules) throws ProblemRaised {
        String clean = Names.clean(name, MAX_NAME);
        if (clean == null) {
            throw CommunityProblems.NAME_INVALID.raise();
        }
        return new About(clean, text(description, MAX_DESCRIPTION), text(rules, MAX_RULES));
    }

    private static String text(String typed, int max) throws ProblemRaised {
        @Nullable String clean = Names.paragraphs(typed, max);
        if (clean == null) {
            throw CommunityProblems.TEXT_INVALID.raise();
        }
        return clean;
    }
}
