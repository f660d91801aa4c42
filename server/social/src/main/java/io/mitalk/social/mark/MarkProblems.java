package io.mitalk.social.mark;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. Why marks refuse. */
final class MarkProblems {

    static final Problem NOT_LIVE = new Problem("marks-not-live", 409);
    static final Problem TOO_MANY_MARKS = new Problem("too-many-marks", 409);
    static final Problem TOO_MANY_PINS = new Problem("too-many-pins", 409);
    static final Problem LINK_INVALID = new Problem("pin-link-invalid", 400);
    static final Problem FILE_INVALID = new Problem("pin-file-invalid", 400);
    static final Problem FILES_FULL = new Problem("pin-files-full", 409);
    static final Problem FILE_GONE = new Problem("pin-file-gone", 410);

    static final List<Problem> ALL =
            List.of(
                    NOT_LIVE,
                    TOO_MANY_MARKS,
                    TOO_MANY_PINS,
                    LINK_INVALID,
                    FILE_INVALID,
                    FILES_FULL,
                    FILE_GONE);

    private MarkProblems() {}
}
