package io.mitalk.bench;

/**
 * Immutable. One thing that somebody said, and what the server answered.
 *
 * @param askedNs when the request went out, of several the last
 * @param answeredNs when its answer came
 * @param done whether the server did it; of hands it refuses those that are more than may be up
 * @param busy how often the server had too much to do, and was asked again
 */
record Said(What what, long askedNs, long answeredNs, boolean done, int busy) {

    /** What it was. */
    sealed interface What {}

    /** For more time. */
    record Voted() implements What {}

    /** That one is moved. */
    record Reacted() implements What {}

    /** That one wants to speak. */
    record Raised(String identity) implements What {}

    /** The host's own. */
    record Pinned(int number) implements What {}
}
