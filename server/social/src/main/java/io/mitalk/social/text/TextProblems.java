package io.mitalk.social.text;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. Why turns in writing are refused. */
final class TextProblems {

    static final Problem TOO_LONG = new Problem("text-too-long", 409);

    static final List<Problem> ALL = List.of(TOO_LONG);

    private TextProblems() {}
}
