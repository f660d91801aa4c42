package io.mitalk.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Owned by one request until thrown. Ends it with a problem; has no stack, since it is an answer and not a defect. */
public final class ProblemRaised extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private long retryAfterSeconds;

    ProblemRaised(Problem problem) {
        super(problem.slug(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** Adds a member to the answer (RFC 9457 section 3.2); nothing when {@code value} is null. */
    public ProblemRaised with(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    /** Says in the answer's Retry-After when to try again. */
    public ProblemRaised retryAfterMs(long waitMs) {
        retryAfterSeconds = Math.max(1, (waitMs + 999) / 1000);
        return this;
    }

    /** What {@link #with} added, in order. */
    public Map<String, Object> members() {
        return members;
    }

    /** Seconds for Retry-After, 0 for none. */
    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
