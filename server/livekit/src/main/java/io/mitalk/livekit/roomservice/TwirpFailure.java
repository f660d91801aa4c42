package io.mitalk.livekit.roomservice;

import io.mitalk.livekit.room.RoomRefused;
import java.util.Locale;
import java.util.Map;

/** Immutable. An error of a call, as Twirp spells it: a code, which tells the HTTP status, and a text for people. */
final class TwirpFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String text;
    private final String route;

    TwirpFailure(Code code, String text) {
        this(code, text, "");
    }

    private TwirpFailure(Code code, String text, String route) {
        super(text, null, false, false);
        this.code = code;
        this.text = text;
        this.route = route;
    }

    /** Of the Twirp specification, version 7, "Error codes"; those that we answer with. */
    enum Code {
        INVALID_ARGUMENT(400),
        MALFORMED(400),
        UNAUTHENTICATED(401),
        NOT_FOUND(404),
        BAD_ROUTE(404),
        DEADLINE_EXCEEDED(408),
        ABORTED(409),
        FAILED_PRECONDITION(412),
        RESOURCE_EXHAUSTED(429),
        INTERNAL(500),
        UNIMPLEMENTED(501),
        UNAVAILABLE(503);

        private final int status;

        Code(int status) {
            this.status = status;
        }
    }

    /** There is nothing to call there. */
    static TwirpFailure badRoute(String text, String route) {
        return new TwirpFailure(Code.BAD_ROUTE, text, route);
    }

    static TwirpFailure forbidden() {
        return new TwirpFailure(Code.UNAUTHENTICATED, "permissions denied");
    }

    static TwirpFailure of(RoomRefused refused) {
        return switch (refused.reason()) {
            case NO_ROOM -> new TwirpFailure(Code.NOT_FOUND, "requested room does not exist");
            case NO_PARTICIPANT -> new TwirpFailure(Code.NOT_FOUND, "participant does not exist");
            case NO_TRACK -> new TwirpFailure(Code.NOT_FOUND, "track is not found");
            case TOO_LONG ->
                    new TwirpFailure(Code.INVALID_ARGUMENT, "attribute size exceeds limits");
            case NO_MORE_ROOMS ->
                    new TwirpFailure(Code.UNAVAILABLE, "no more rooms on this server");
        };
    }

    /** What came of calling a participant, by the codes of the client's protocol. */
    static TwirpFailure ofCall(int code, String message) {
        var twirp =
                switch (code) {
                    case 1400 -> Code.UNIMPLEMENTED;
                    case 1402 -> Code.INVALID_ARGUMENT;
                    case 1501, 1502 -> Code.DEADLINE_EXCEEDED;
                    case 1503 -> Code.UNAVAILABLE;
                    default -> Code.ABORTED;
                };
        return new TwirpFailure(twirp, code + ": " + message);
    }

    int status() {
        return code.status;
    }

    /** What the body holds. */
    Map<String, Object> body() {
        String name = code.name().toLowerCase(Locale.ROOT);
        return route.isEmpty()
                ? Map.of("code", name, "msg", text)
                : Map.of("code", name, "msg", text, "meta", Map.of("twirp_invalid_route", route));
    }
}
