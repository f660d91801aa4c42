package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.http.Problem;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RoomRulesTest {

    private static final Set<Act> ON_PEOPLE =
            EnumSet.of(Act.MUTE, Act.UNMUTE, Act.REMOVE, Act.DEMOTE, Act.APPOINT);

    @ParameterizedTest
    @EnumSource(Role.class)
    @DisplayName("[Y3] nobody acts on an equal or higher rank, whatever the act and whoever acts")
    void ranks(Role actor) {
        for (var act : ON_PEOPLE) {
            for (var target : Role.values()) {
                boolean allowed = RoomRules.onPerson(act, actor, target, false) == null;
                boolean moderates =
                        actor == Role.MODERATOR || (actor == Role.COHOST && act != Act.APPOINT);
                assertThat(allowed)
                        .as("%s: %s on %s", actor, act, target)
                        .isEqualTo(moderates && target.rank() < actor.rank());
            }
        }
    }

    @Test
    @DisplayName("who may not act at all is told so before any rank is compared")
    void reasons() {
        assertThat(RoomRules.onPerson(Act.MUTE, Role.SPEAKER, Role.LISTENER, false))
                .isEqualTo(RoomProblems.NOT_MODERATOR);
        assertThat(RoomRules.onPerson(Act.MUTE, Role.COHOST, Role.MODERATOR, false))
                .isEqualTo(RoomProblems.HIGHER_RANK);
        assertThat(RoomRules.onPerson(Act.MUTE, Role.COHOST, Role.COHOST, false))
                .isEqualTo(RoomProblems.HIGHER_RANK);
    }

    @ParameterizedTest
    @CsvSource({
        "SPEAKER, MUTE, true",
        "SPEAKER, UNMUTE, true",
        "SPEAKER, DEMOTE, true",
        "COHOST, DEMOTE, true",
        "MODERATOR, MUTE, true",
        "SPEAKER, REMOVE, false",
        "MODERATOR, REMOVE, false",
        "COHOST, APPOINT, false",
        "LISTENER, UNMUTE, false",
        "GUEST, DEMOTE, false"
    })
    @DisplayName("oneself one may mute, unmute and take off the stage, and nothing more")
    void oneself(Role role, Act act, boolean allowed) {
        assertThat(RoomRules.onPerson(act, role, role, true) == null).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "OFFER, COHOST",
        "LOCK_HANDS, COHOST",
        "MUTE_ALL, COHOST",
        "LET_IN, COHOST",
        "GO_LIVE, MODERATOR",
        "END, MODERATOR"
    })
    @DisplayName("each act on the room needs its rank, and every higher one has it too")
    void onRoom(Act act, Role least) {
        for (var role : Role.values()) {
            assertThat(RoomRules.onRoom(act, role) == null)
                    .as("%s by %s", act, role)
                    .isEqualTo(role.rank() >= least.rank());
        }
    }

    @ParameterizedTest
    @CsvSource({
        // visibility, member, host, letIn, seated, blocked, barred -> answer
        "PUBLIC, false, false, false, false, false, false, in",
        "PUBLIC, true, false, false, false, false, false, in",
        "PUBLIC, true, false, false, false, true, false, none",
        "PUBLIC, true, false, true, true, true, false, none",
        "PUBLIC, false, false, false, false, false, true, removed",
        "MEMBERS, false, false, false, false, false, false, none",
        "MEMBERS, true, false, false, false, false, false, in",
        "MEMBERS, true, false, false, false, false, true, removed",
        "MEMBERS, true, false, false, false, true, true, none",
        "PRIVATE, false, false, false, false, false, false, none",
        "PRIVATE, true, false, false, false, false, false, none",
        "PRIVATE, true, false, true, false, false, false, in",
        "PRIVATE, true, false, false, true, false, false, in",
        "PRIVATE, false, false, true, false, false, false, none",
        "PRIVATE, true, false, true, false, true, false, none",
        "PRIVATE, true, false, false, false, false, true, none",
        "PRIVATE, true, true, false, false, false, false, in",
        "PRIVATE, true, true, false, false, false, true, removed"
    })
    @DisplayName(
            "[M1] for whom a room exists: outsiders of a private room and who is blocked find none")
    void entry(
            Visibility visibility,
            boolean member,
            boolean host,
            boolean letIn,
            boolean seated,
            boolean blocked,
            boolean barred,
            String answer) {
        var refusal =
                RoomRules.entry(
                        visibility,
                        new RoomRules.Ties(member, host, letIn, seated, blocked, barred));
        var expected =
                switch (answer) {
                    case "in" -> null;
                    case "none" -> Problem.NOT_FOUND;
                    default -> RoomProblems.REMOVED;
                };
        assertThat(refusal).isEqualTo(expected);
    }
}
