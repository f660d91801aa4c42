package io.mitalk.bench;

import java.util.List;
import java.util.Set;

/** Immutable. The scenarios of the table: what each loads, and with which settings of ours. */
enum Case {
    ONE_SPEAKER(new Load(200, 1, 6, 50), new Load(500, 1, 15, 50), List.of()),
    PORTABLE(
            new Load(200, 1, 6, 50),
            new Load(500, 1, 15, 50),
            List.of("--media-native-sockets=off", "--media-native-crypto=off")),
    STAGE_OF_THREE(new Load(100, 3, 6, 50), new Load(200, 3, 15, 50), List.of()),
    JOIN_STORM(new Load(320, 1, 3, 100), new Load(1_020, 1, 5, 100), List.of()),
    CROWD(new Load(1_000, 1, 5, 100), new Load(5_000, 1, 20, 100), List.of());

    /** What the other servers are asked, too; the rest compares us with ourselves. */
    private static final Set<Case> OF_ALL = Set.of(ONE_SPEAKER, STAGE_OF_THREE, JOIN_STORM);

    private final Load quick;
    private final Load full;
    private final List<String> arguments;

    Case(Load quick, Load full, List<String> arguments) {
        this.quick = quick;
        this.full = full;
        this.arguments = arguments;
    }

    Load load(boolean hurried) {
        return hurried ? quick : full;
    }

    /** Further arguments of our server. */
    List<String> arguments() {
        return arguments;
    }

    boolean ofAll() {
        return OF_ALL.contains(this);
    }

    /** Whether a quick run leaves it out. */
    boolean longOnly() {
        return this == CROWD;
    }
}
