package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every request by which somebody does something to somebody else, asked by who may not. */
final class RankTest {

    private static final RoomHouse HOUSE = new RoomHouse();
    private static final Caller MODERATOR = HOUSE.member("rank_mod");
    private static final Caller COHOST = HOUSE.member("rank_co");
    private static final Caller OTHER = HOUSE.member("rank_co2");
    private static final Caller SPEAKER = HOUSE.member("rank_speaker");
    private static final UUID ROOM = HOUSE.room(MODERATOR, "public");

    @BeforeAll
    static void gather() {
        HOUSE.enter(MODERATOR, ROOM);
        HOUSE.seat(MODERATOR, COHOST, ROOM);
        HOUSE.seat(MODERATOR, OTHER, ROOM);
        HOUSE.seat(MODERATOR, SPEAKER, ROOM);
        MODERATOR.post(at("/live"), "").fine();
        for (var host : new Caller[] {COHOST, OTHER}) {
            MODERATOR.put(at("/people/" + host.id() + "/role"), "{\"role\": \"cohost\"}").fine();
        }
        MODERATOR.put(at("/floor"), "{\"mode\": \"chair\"}").fine();
        for (var host : new Caller[] {COHOST, OTHER}) {
            MODERATOR.put(at("/floor/linked/" + host.id()), "").fine();
        }
    }

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private static String at(String rest) {
        return "/api/rooms/" + ROOM + rest;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT|/people/*/mute|''",
                "DELETE|/people/*/mute|''",
                "PUT|/people/*/role|{\"role\": \"listener\"}",
                "PUT|/people/*/sub-room|{\"subRoom\": 1}",
                "DELETE|/people/*|{}",
                "DELETE|/floor/linked/*|''",
                "DELETE|/offers/*|''",
            })
    @DisplayName(
            "[Y3] no verb reaches an equal or higher rank, and none is a speaker's; the room stays as it was")
    void refused(String method, String path, String body) {
        var before = MODERATOR.get(at("")).body();
        for (var target : new Caller[] {MODERATOR, OTHER}) {
            assertThat(send(COHOST, method, path.replace("*", target.identity()), body).slug())
                    .as("a co-host")
                    .isEqualTo("higher-rank");
        }
        for (var target : new Caller[] {MODERATOR, COHOST}) {
            assertThat(send(SPEAKER, method, path.replace("*", target.identity()), body).slug())
                    .as("a speaker")
                    .isEqualTo("not-moderator");
        }
        assertThat(MODERATOR.get(at("")).body()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/mute-all|''",
                "DELETE|/sub-rooms|''",
                "PUT|/sub-rooms/broadcast|''",
                "PUT|/hands-lock|{\"locked\": true}",
                "PUT|/floor|{\"mode\": \"free\"}",
                "POST|/turn|{}",
                "POST|/go-on|''",
                "POST|/end|{}",
                "DELETE|/end|''",
            })
    @DisplayName("[Y3] what concerns the whole room is no speaker's")
    void ofTheRoom(String method, String path, String body) {
        assertThat(send(SPEAKER, method, path, body).slug()).isEqualTo("not-moderator");
    }

    private static Caller.Said send(Caller by, String method, String path, String body) {
        return switch (method) {
            case "PUT" -> by.put(at(path), body);
            case "POST" -> by.post(at(path), body);
            case "DELETE" -> body.isEmpty() ? by.delete(at(path)) : by.delete(at(path), body);
            default -> throw new AssertionError(method);
        };
    }
}
