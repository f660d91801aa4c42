package io.mitalk.social.topic;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. What can be wrong with topics. */
final class TopicProblems {

    static final List<Problem> ALL = List.of(Title.INVALID);

    private TopicProblems() {}
}
