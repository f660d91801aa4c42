package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class HandoverTest {

    private static final Instant LOST = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofSeconds(30);

    private static StageSeat seat(int number, Role role, int sinceSeconds, boolean there) {
        return new StageSeat(
                new UUID(0, number),
                role,
                false,
                false,
                LOST.minusSeconds(1000 - sinceSeconds),
                there,
                there ? null : LOST);
    }

    private static @Nullable Handover next(StageSeat... seats) {
        return Handover.next(List.of(seats), SOON, LATE);
    }

    @Test
    @DisplayName(
            "nobody takes over from a moderator who is there, nor where nobody else is on the stage")
    void nobody() {
        assertThat(next(seat(1, Role.MODERATOR, 0, true), seat(2, Role.COHOST, 1, true))).isNull();
        assertThat(next(seat(1, Role.MODERATOR, 0, false))).isNull();
        assertThat(next(seat(1, Role.MODERATOR, 0, false), seat(2, Role.SPEAKER, 1, false)))
                .as("the only other one is lost too")
                .isNull();
        assertThat(next()).isNull();
    }

    @Test
    @DisplayName("a co-host takes over after 5 s, even from speakers who have been there longer")
    void cohost() {
        assertThat(
                        next(
                                seat(1, Role.MODERATOR, 0, false),
                                seat(2, Role.SPEAKER, 1, true),
                                seat(3, Role.COHOST, 9, true),
                                seat(4, Role.COHOST, 8, true)))
                .isEqualTo(new Handover(new UUID(0, 4), LOST.plus(SOON)));
    }

    @Test
    @DisplayName(
            "without a co-host who is there the longest-standing speaker takes over after 30 s")
    void speaker() {
        assertThat(
                        next(
                                seat(1, Role.MODERATOR, 0, false),
                                seat(2, Role.SPEAKER, 7, true),
                                seat(3, Role.COHOST, 1, false),
                                seat(4, Role.SPEAKER, 5, true)))
                .isEqualTo(new Handover(new UUID(0, 4), LOST.plus(LATE)));
    }
}
