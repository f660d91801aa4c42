package io.mitalk.social.proposal;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of proposals. */
public final class ProposalKeys {

    public static final Key<Integer> NEEDED =
            Key.integer(
                    "proposal.needed",
                    3,
                    1,
                    1_000,
                    "people who must want to come before a proposed room opens by itself");

    public static final Key<Integer> OPEN_MAX =
            Key.integer(
                    "proposal.open-max",
                    5,
                    1,
                    1_000,
                    "proposals of one member that are still to come");

    public static final Key<Duration> AHEAD =
            Key.duration(
                    "proposal.ahead", Duration.ofDays(90), "how far ahead a room may be proposed");

    public static final Key<Duration> GRACE =
            Key.duration(
                    "proposal.grace",
                    Duration.ofMinutes(30),
                    "how long after its time a proposal waits for those who are still needed");

    public static final Key<Duration> FIRST_PERSON =
            Key.duration(
                    "proposal.first-person",
                    Duration.ofMinutes(10),
                    "how long a room that opened by itself waits for its first person");

    public static final List<Key<?>> ALL = List.of(NEEDED, OPEN_MAX, AHEAD, GRACE, FIRST_PERSON);

    private ProposalKeys() {}

    /** The settings that the configuration says. */
    public static ProposalSettings settings(Config config) {
        return new ProposalSettings(
                config.get(NEEDED),
                config.get(OPEN_MAX),
                config.get(AHEAD),
                config.get(GRACE),
                config.get(FIRST_PERSON));
    }
}
