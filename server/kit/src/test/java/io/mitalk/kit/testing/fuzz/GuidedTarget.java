package io.mitalk.kit.testing.fuzz;

import org.jspecify.annotations.Nullable;

/** Owned by Jazzer, which calls it by the names of its methods: one target for the life of its process. */
public final class GuidedTarget {

    private static @Nullable FuzzTarget target;

    private GuidedTarget() {}

    /** Takes the target's name. */
    public static void fuzzerInitialize(String[] arguments) {
        target =
                FuzzTargets.all().stream()
                        .filter(candidate -> candidate.name().equals(arguments[0]))
                        .findFirst()
                        .orElseThrow();
    }

    /** Memory is not measured here: what Jazzer weaves into the classes allocates too. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        var attacked = target;
        if (attacked != null && attacked.parser().read(input)) {
            attacked.check().verify(input);
        }
    }
}
