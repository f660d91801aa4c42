package io.mitalk.app.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.token.AccessToken;
import io.mitalk.livekit.token.TokenIssuer;
import io.mitalk.livekit.token.VideoGrant;
import io.mitalk.social.replay.RecorderFact;
import io.mitalk.social.room.Ticket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract of the stage over the SFU of this process. */
class EmbeddedStageTest extends StageContract {

    @Override
    StageScene open() throws Exception {
        return new EmbeddedScene();
    }

    @Test
    @DisplayName("[P5] who is recorded is written while the plan says so, and nobody else is")
    void recorded() throws Exception {
        var recording = (EmbeddedScene) scene;
        apply(plan(1).seats(Set.of("ben")).recorded("ada").onAir());
        var ada = enter("ada");
        var ben = enter("ben");
        speaks(ada, ben);
        speaks(ben, ada);
        applyAndWait(plan(2).seats(Set.of("ada", "ben")).onAir());
        assertThat(ada.talkTo(ben, 10)).isEqualTo(10);

        await().until(() -> !recording.recorder().waiting().isEmpty());
        var track = recording.recorder().waiting().iterator().next();
        await().until(() -> recording.recorded().contains(new RecorderFact.Ended(track)));
        assertThat(recording.recorded())
                .hasSize(2)
                .first()
                .matches(
                        fact ->
                                fact instanceof RecorderFact.Began began
                                        && began.track().equals(track)
                                        && began.room().equals(ROOM)
                                        && began.identity().equals("ada"));
        assertThat(recording.recorder().mend(track)).as("milliseconds").isPositive();
    }

    @Test
    @DisplayName("[S16] a personal link that names a room of the application leads to another room")
    void linksHaveRoomsOfTheirOwn() throws Exception {
        apply(plan(1).seats(Set.of("ada")).onAir());
        var ada = enter("ada");
        var expiry = Clock.system().instant().plusSeconds(60);
        var grant = VideoGrant.speaker(ROOM.toString());
        var token = AccessToken.of(EmbeddedScene.LINKS.name(), "eve", "Eve", grant, expiry);
        var link = new Ticket("", new TokenIssuer(List.of(EmbeddedScene.LINKS)).issue(token));
        var eve = scene.join(link);
        assertThat(eve.joined().getJoin().getOtherParticipantsCount()).isZero();
        eve.publish("c");
        assertThat(eve.talkTo(ada, 10)).isZero();
        apply(plan(2).closed());
        assertThatThrownBy(() -> enter("ada")).isNotNull();
        assertThat(scene.join(link).joined().hasJoin()).isTrue();
    }
}
