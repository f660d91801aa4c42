package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.kit.config.Config;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many a stage holds, with the numbers that a server has by itself. */
final class StageBoundsTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    @Test
    @DisplayName(
            "[SP1] a stage holds sixteen by default and fifty at most; co-hosts are four at most")
    void keys() {
        var config = Config.defaults(RoomKeys.ALL);
        assertThat(config.get(RoomKeys.STAGE_MAX)).isEqualTo(16);
        assertThat(config.get(RoomKeys.COHOSTS_MAX)).isEqualTo(4);
        assertThat(RoomKeys.STAGE_MAX.kind().reader().apply("50")).isEqualTo(50);
        assertThatThrownBy(() -> RoomKeys.STAGE_MAX.kind().reader().apply("51"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RoomKeys.COHOSTS_MAX.kind().reader().apply("5"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("[SP1] the seventeenth finds the stage full, and there is no fifth co-host")
    void full() {
        var ann = HOUSE.member("sp1_ann");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        var people = IntStream.range(0, 16).mapToObj(i -> HOUSE.member("sp1_" + i)).toList();
        people.subList(0, 15).forEach(who -> HOUSE.seat(ann, who, room));
        var at = "/api/rooms/" + room;
        var last = people.getLast();
        HOUSE.enter(last, room);
        assertThat(ann.post(at + "/offers", "{\"identity\": \"" + last.id() + "\"}").slug())
                .isEqualTo("stage-full");
        assertThat(ann.get(at).body().path("stage")).hasSize(16);
        for (int i = 0; i < 5; i++) {
            var said =
                    ann.put(
                            at + "/people/" + people.get(i).id() + "/role",
                            "{\"role\": \"cohost\"}");
            assertThat(said.slug()).isEqualTo(i < 4 ? "" : "cohosts-full");
        }
    }
}
