package io.mitalk.bench;

import java.util.List;

/** Immutable. The scenarios of the table: what each loads, and with which settings of ours. */
enum Case {
    ONE_SPEAKER,
    MERGED,
    PORTABLE,
    STAGE_OF_THREE,
    JOIN_STORM,
    FIVE_THOUSAND,
    TEN_THOUSAND;

    private static final String UNMERGED = "--media-merge=off";

    Load load(boolean hurried) {
        return switch (this) {
            case ONE_SPEAKER, MERGED, PORTABLE -> load(hurried, new Load(500, 1, 15, 50, hurried));
            case STAGE_OF_THREE -> load(hurried, new Load(200, 3, 15, 50, hurried));
            case JOIN_STORM -> load(hurried, new Load(1_020, 1, 5, 100, hurried));
            case FIVE_THOUSAND -> load(hurried, new Load(5_000, 1, 20, 100, hurried));
            case TEN_THOUSAND -> load(hurried, new Load(10_000, 1, 20, 100, hurried));
        };
    }

    private static Load load(boolean hurried, Load whole) {
        return hurried
                ? new Load(
                        Math.min(200, whole.listeners()),
                        whole.speakers(),
                        5,
                        whole.joinsPerSecond(),
                        true)
                : whole;
    }

    /** Further arguments of our server. */
    List<String> arguments() {
        return switch (this) {
            case ONE_SPEAKER -> List.of(UNMERGED);
            case PORTABLE ->
                    List.of(UNMERGED, "--media-native-sockets=off", "--media-native-crypto=off");
            case MERGED, STAGE_OF_THREE, JOIN_STORM, FIVE_THOUSAND, TEN_THOUSAND -> List.of();
        };
    }

    /** Whether the other servers are asked, too; the rest compares us with ourselves. */
    boolean ofAll() {
        return this == ONE_SPEAKER || this == STAGE_OF_THREE || this == JOIN_STORM;
    }

    /** Whether a quick run leaves it out. */
    boolean longOnly() {
        return this == PORTABLE || this == FIVE_THOUSAND || this == TEN_THOUSAND;
    }

    /** Of a rival, a quick run measures only what the first lines of the table say. */
    boolean asksRivals(boolean hurried) {
        return ofAll() && (!hurried || this == ONE_SPEAKER);
    }
}
