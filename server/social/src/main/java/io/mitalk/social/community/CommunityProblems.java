package io.mitalk.social.community;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. What can be wrong while a community is set up. */
final class CommunityProblems {

    static final Problem SETUP_LINK_INVALID = new Problem("setup-link-invalid", 410);
    static final Problem NAME_INVALID = new Problem("community-name-invalid", 400);
    static final Problem TEXT_INVALID = new Problem("community-text-invalid", 400);
    static final Problem PICTURE_INVALID = new Problem("picture-invalid", 400);

    static final List<Problem> ALL =
            List.of(SETUP_LINK_INVALID, NAME_INVALID, TEXT_INVALID, PICTURE_INVALID);

    private CommunityProblems() {}
}
