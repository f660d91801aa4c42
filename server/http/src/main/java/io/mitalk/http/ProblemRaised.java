package io.mitalk.http;

/** Immutable. Ends a request with a problem; carries no stack, since it is an answer and not a defect. */
public final class ProblemRaised extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemRaised(Problem problem) {
        super(problem.slug(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
