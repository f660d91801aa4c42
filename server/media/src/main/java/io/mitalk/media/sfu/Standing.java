package io.mitalk.media.sfu;

/**
 * Immutable. Where somebody stands among those of whom only the loudest are heard.
 *
 * @param rank higher ranks are heard first
 * @param circle those of one circle talk to each other: each has its own loudest
 */
public record Standing(int rank, int circle) {

    /** Of who was not told otherwise. */
    public static final Standing FIRST = new Standing(0, 0);
}
