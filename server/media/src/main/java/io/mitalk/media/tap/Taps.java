package io.mitalk.media.tap;

/** Thread-safe. Gives a tap for each track of somebody who is recorded. */
@FunctionalInterface
public interface Taps {

    /** A fresh tap for one track. */
    Tap open();
}
