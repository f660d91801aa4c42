package io.mitalk.bench;

import java.util.List;

/** Immutable. The scenarios of the table: what each loads, and with which settings of ours. */
enum Case {
    ONE_SPEAKER,
    MERGED,
    PORTABLE,
    STAGE_OF_THREE,
    JOIN_STORM,
    CROWD;

    private static final String UNMERGED = "--media-merge=off";

    Load load(boolean hurried) {
        return switch (this) {
            case ONE_SPEAKER, MERGED, PORTABLE ->
                    hurried ? new Load(200, 1, 6, 50) : new Load(500, 1, 15, 50);
            case STAGE_OF_THREE -> hurried ? new Load(100, 3, 6, 50) : new Load(200, 3, 15, 50);
            case JOIN_STORM -> hurried ? new Load(320, 1, 3, 100) : new Load(1_020, 1, 5, 100);
            case CROWD -> new Load(5_000, 1, 20, 100);
        };
    }

    /** Further arguments of our server. */
    List<String> arguments() {
        return switch (this) {
            case ONE_SPEAKER -> List.of(UNMERGED);
            case PORTABLE ->
                    List.of(UNMERGED, "--media-native-sockets=off", "--media-native-crypto=off");
            case MERGED, STAGE_OF_THREE, JOIN_STORM, CROWD -> List.of();
        };
    }

    /** Whether the other servers are asked, too; the rest compares us with ourselves. */
    boolean ofAll() {
        return this == ONE_SPEAKER || this == STAGE_OF_THREE || this == JOIN_STORM;
    }

    /** Whether a quick run leaves it out. */
    boolean longOnly() {
        return this == CROWD;
    }
}
