package io.mitalk.social.replay;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. Why recordings refuse. */
final class RecordingProblems {

    static final Problem NOT_RECORDED = new Problem("not-recorded", 409);
    static final Problem GONE = new Problem("recording-gone", 410);

    static final List<Problem> ALL = List.of(NOT_RECORDED, GONE);

    private RecordingProblems() {}
}
