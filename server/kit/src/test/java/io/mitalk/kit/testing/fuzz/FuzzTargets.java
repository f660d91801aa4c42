package io.mitalk.kit.testing.fuzz;

import java.util.List;
import java.util.ServiceLoader;

/** Thread-safe. The targets of one module, named in its {@code META-INF/services} for the long runs. */
public interface FuzzTargets {

    /** New ones at each call, since a target belongs to one thread. */
    List<FuzzTarget> targets();

    /** Those of all modules on the class path. */
    static List<FuzzTarget> all() {
        return ServiceLoader.load(FuzzTargets.class).stream()
                .flatMap(module -> module.get().targets().stream())
                .toList();
    }
}
