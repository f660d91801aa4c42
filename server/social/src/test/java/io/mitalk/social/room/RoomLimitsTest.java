package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.lifecycle.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RoomLimitsTest {

    private static final int AUDIENCE = 50;
    private static final int STAGE = 4;

    private static final RoomHouse HOUSE =
            new RoomHouse(
                    new RoomSettings(
                            STAGE,
                            2,
                            AUDIENCE,
                            5,
                            3,
                            3,
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(60),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(60),
                            Duration.ofSeconds(30),
                            1_000_000,
                            Duration.ofMinutes(30),
                            RoomHouse.SETTINGS.subRoomsMax(),
                            RoomHouse.SETTINGS.quietAsk(),
                            RoomHouse.SETTINGS.quietEnd(),
                            RoomHouse.SETTINGS.passesMax(),
                            RoomHouse.SETTINGS.pass(),
                            RoomHouse.SETTINGS.speechKeep(),
                            RoomHouse.SETTINGS.floor()));
    private static final Threads THREADS = Threads.create();

    @AfterAll
    static void close() {
        THREADS.close();
        HOUSE.close();
    }

    private static <T> List<T> atOnce(List<Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        var running = new ArrayList<Future<T>>();
        for (var task : tasks) {
            var future = new FutureTask<>(task);
            THREADS.virtual().execute(future);
            running.add(future);
        }
        var answers = new ArrayList<T>();
        for (var future : running) {
            answers.add(future.get());
        }
        return answers;
    }

    @Test
    @DisplayName(
            "while the media plane is overloaded newcomers are told so, whoever has a seat or is there comes in")
    void overloaded() {
        var ann = HOUSE.member("o_ann");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        var join = "/api/rooms/" + room + "/join";
        var here = HOUSE.member("o_ben");
        HOUSE.stage().join(here.post(join, "{}").text("/token"));
        HOUSE.settle();
        HOUSE.stage().overloaded(true);
        try {
            var said = HOUSE.guest().post(join, "{}");
            assertThat(said.status()).isEqualTo(503);
            assertThat(said.slug()).isEqualTo("server-overloaded");
            assertThat(ann.post(join, "{}").status()).isEqualTo(200);
            assertThat(here.post(join, "{}").status()).isEqualTo(200);
        } finally {
            HOUSE.stage().overloaded(false);
        }
        assertThat(HOUSE.guest().post(join, "{}").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("[S19] of 200 parallel joins exactly as many are let in as the audience holds")
    void joins() throws Exception {
        var ann = HOUSE.member("l_ann");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        var tasks = new ArrayList<Callable<Caller.Said>>();
        for (int i = 0; i < 200; i++) {
            var who = i % 2 == 0 ? HOUSE.guest() : HOUSE.member("l_" + i);
            tasks.add(() -> who.post("/api/rooms/" + room + "/join", "{}"));
        }
        var answers = atOnce(tasks);
        var in = answers.stream().filter(said -> said.status() == 200).toList();
        assertThat(in).hasSize(AUDIENCE);
        assertThat(answers.stream().filter(said -> said.status() != 200))
                .allSatisfy(said -> assertThat(said.slug()).isEqualTo("room-full"));

        in.subList(0, 30).forEach(said -> HOUSE.stage().join(said.text("/token")));
        HOUSE.settle();
        var late = HOUSE.guest();
        assertThat(late.post("/api/rooms/" + room + "/join", "{}").slug()).isEqualTo("room-full");
        HOUSE.clock().advance(Duration.ofSeconds(31));
        assertThat(late.post("/api/rooms/" + room + "/join", "{}").status())
                .as("20 places that nobody came for are free again")
                .isEqualTo(200);
        var count = HOUSE.database().read(tx -> AudienceStore.count(tx, room));
        assertThat(count)
                .isEqualTo(new AudienceStore.Count(room, count.members(), count.guests(), 1, 1));
        assertThat(count.people()).isEqualTo(31);
        in.subList(0, 30).forEach(said -> HOUSE.stage().leave(room, said.text("/identity")));
        HOUSE.settle();
        assertThat(HOUSE.database().read(tx -> AudienceStore.count(tx, room)).people())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("of many offers taken at once exactly as many get a seat as the stage holds")
    void seats() throws Exception {
        var ann = HOUSE.member("ls_ann");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        var tasks = new ArrayList<Callable<Caller.Said>>();
        for (int i = 0; i < 12; i++) {
            var who = HOUSE.member("ls_" + i);
            HOUSE.enter(who, room);
            ann.post("/api/rooms/" + room + "/offers", "{\"identity\": \"" + who.id() + "\"}")
                    .fine();
            tasks.add(() -> who.post("/api/rooms/" + room + "/seat", ""));
        }
        var answers = atOnce(tasks);
        assertThat(answers.stream().filter(said -> said.status() == 200)).hasSize(STAGE - 1);
        assertThat(answers.stream().filter(said -> said.status() != 200))
                .allSatisfy(said -> assertThat(said.slug()).isEqualTo("stage-full"));
        var count = HOUSE.database().read(tx -> AudienceStore.count(tx, room));
        assertThat(count.seated()).isEqualTo(STAGE);
        assertThat(count.listeners()).isEqualTo(12 - (STAGE - 1));
        assertThat(HOUSE.member("ls_late").put(path(room), "").slug()).isEqualTo("not-in-room");
    }

    private static String path(UUID room) {
        return "/api/rooms/" + room + "/hand";
    }

    @Test
    @DisplayName(
            "hands, co-hosts and open rooms have their bounds, and nobody raises a hand all the time")
    void others() {
        var ann = HOUSE.member("lo_ann");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        for (int i = 0; i < 6; i++) {
            var who = HOUSE.member("lo_" + i);
            HOUSE.enter(who, room);
            var said = who.put(path(room), "");
            assertThat(said.slug()).isEqualTo(i < 5 ? "" : "hands-full");
        }
        var restless = HOUSE.member("lo_0");
        assertThat(restless.delete(path(room)).status()).isEqualTo(200);
        assertThat(restless.put(path(room), "").status()).isEqualTo(200);
        assertThat(restless.put(path(room), "").status()).isEqualTo(200);
        assertThat(restless.put(path(room), "").slug()).isEqualTo("too-many-requests");
        for (int i = 0; i < 3; i++) {
            HOUSE.seat(ann, HOUSE.member("lo_" + i), room);
            var said =
                    ann.put(
                            "/api/rooms/"
                                    + room
                                    + "/people/"
                                    + HOUSE.member("lo_" + i).id()
                                    + "/role",
                            "{\"role\": \"cohost\"}");
            assertThat(said.slug()).isEqualTo(i < 2 ? "" : "cohosts-full");
        }
        HOUSE.room(ann, "members");
        HOUSE.room(ann, "private");
        assertThat(
                        ann.post(
                                        "/api/rooms",
                                        """
                                        {"title": "One more", "topic": "x1", "visibility": "public", "language": "en"}
                                        """)
                                .slug())
                .isEqualTo("too-many-rooms");
    }
}
