package io.mitalk.media.sfu;

import java.util.ArrayList;
import java.util.List;

/** Immutable. What a test of forwarding stands on: how packets go to the system, and on which workers people are. */
record Ground(NativeUse path, Layout layout) {

    /** Every path on one worker, and the best one on two. */
    static List<Ground> all() {
        var grounds = some();
        grounds.add(new Ground(Stage.paths().getLast(), Layout.SPEAKERS_APART));
        return grounds;
    }

    /** The same without a way back, for what takes long. */
    static List<Ground> some() {
        var paths = Stage.paths();
        var grounds = new ArrayList<Ground>();
        paths.forEach(path -> grounds.add(new Ground(path, Layout.TOGETHER)));
        grounds.add(new Ground(paths.getLast(), Layout.LISTENERS_APART));
        return grounds;
    }
}
