package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ProposalFlowTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private static UUID propose(Caller who, Duration ahead) {
        return who.post(
                        "/api/proposals",
                        """
                        {"title": "Sourdough", "topic": "Bread", "startsAt": "%s", "language": "en"}
                        """
                                .formatted(HOUSE.clock().instant().plus(ahead)))
                .fine()
                .id();
    }

    private static Caller.Said come(String handle, UUID proposal) {
        return HOUSE.member(handle).put("/api/proposals/" + proposal + "/interest", "").fine();
    }

    private static List<String> notices(Caller who) {
        return HOUSE.database()
                .read(
                        tx ->
                                tx.handle()
                                        .createQuery(
                                                "select kind from notify_notice where account = :who order by at, id")
                                        .bind("who", who.id())
                                        .mapTo(String.class)
                                        .list());
    }

    private static String state(UUID proposal) {
        return HOUSE.database()
                .read(
                        tx ->
                                tx.handle()
                                        .createQuery(
                                                "select state from proposal_proposal where id = :id")
                                        .bind("id", proposal)
                                        .mapTo(String.class)
                                        .one());
    }

    @Test
    @DisplayName(
            "[N7] with three who would come a proposal is set, all are told, and the room opens by itself at its time")
    void opens() {
        var ann = HOUSE.member("n7_ann");
        var proposal = propose(ann, Duration.ofHours(2));
        assertThat(ann.put("/api/proposals/" + proposal + "/interest", "").slug())
                .isEqualTo("own-proposal");
        assertThat(come("n7_one", proposal).text("/state")).isEqualTo("open");
        assertThat(come("n7_one", proposal).body().path("interested").asInt()).isEqualTo(1);
        come("n7_two", proposal);
        assertThat(come("n7_three", proposal).text("/state")).isEqualTo("set");
        for (var handle : List.of("n7_ann", "n7_one", "n7_two", "n7_three")) {
            assertThat(notices(HOUSE.member(handle))).containsExactly("proposal-ready");
        }
        HOUSE.kill();
        HOUSE.clock().advance(Duration.ofMinutes(119));
        HOUSE.startAgain();
        HOUSE.due();
        assertThat(state(proposal)).isEqualTo("set");
        HOUSE.pass(Duration.ofMinutes(1));
        assertThat(state(proposal)).isEqualTo("opened");
        var again = HOUSE.member("n7_ann");
        assertThat(notices(again)).containsExactly("proposal-ready", "room-open");
        var live = again.get("/api/hallway").body().path("live").get(0);
        assertThat(live.path("title").asString()).isEqualTo("Sourdough");
        assertThat(live.path("phase").asString()).isEqualTo("backstage");
        var room = UUID.fromString(live.path("id").asString());
        assertThat(again.get("/api/rooms/" + room).text("/you/role")).isEqualTo("moderator");
        HOUSE.pass(Duration.ofMinutes(5));
        HOUSE.enter(again, room);
    }

    @Test
    @DisplayName(
            "a proposal waits half an hour after its time for the third, and opens at once with them")
    void late() {
        var proposal = propose(HOUSE.member("pl_ann"), Duration.ofMinutes(10));
        come("pl_one", proposal);
        come("pl_two", proposal);
        HOUSE.pass(Duration.ofMinutes(11));
        assertThat(state(proposal)).isEqualTo("open");
        var third = come("pl_three", proposal);
        assertThat(third.text("/state")).isEqualTo("opened");
        assertThat(third.text("/roomId")).isNotEmpty();
        assertThat(notices(HOUSE.member("pl_one"))).containsExactly("room-open");
    }

    @Test
    @DisplayName(
            "a proposal that too few want lapses, and one may be withdrawn by its proposer only")
    void lapses() {
        var ann = HOUSE.member("px_ann");
        var proposal = propose(ann, Duration.ofMinutes(10));
        come("px_one", proposal);
        HOUSE.member("px_one").delete("/api/proposals/" + proposal + "/interest").fine();
        HOUSE.pass(Duration.ofMinutes(10));
        assertThat(state(proposal)).isEqualTo("open");
        HOUSE.pass(Duration.ofMinutes(31));
        assertThat(state(proposal)).isEqualTo("lapsed");
        assertThat(
                        HOUSE.member("px_two")
                                .put("/api/proposals/" + proposal + "/interest", "")
                                .slug())
                .isEqualTo("proposal-closed");
        var other = propose(ann, Duration.ofMinutes(10));
        assertThat(HOUSE.member("px_two").delete("/api/proposals/" + other).status())
                .isEqualTo(404);
        assertThat(ann.delete("/api/proposals/" + other).status()).isEqualTo(204);
        assertThat(state(other)).isEqualTo("lapsed");
        assertThat(
                        ann.post(
                                        "/api/proposals",
                                        """
                                        {"title": "Past", "topic": "Bread", "startsAt": "2026-02-01T12:00:00Z",
                                            "language": "en"}
                                        """)
                                .slug())
                .isEqualTo("starts-at-invalid");
        assertThat(HOUSE.guest().get("/api/hallway").body().path("proposed").isEmpty()).isTrue();
    }
}
