package io.mitalk.social.mark;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.PathId;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.http.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. What under {@code /api/rooms/{id}} has a second: reactions, marks, minutes, pins, comments. */
final class MarkRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 4 * 1024;
    private static final int MAX_SECOND = 1_000_000;

    private final Marks marks;

    MarkRoutes(Marks marks) {
        this.marks = marks;
    }

    private record ReactionBody(String kind) {}

    private record MarkBody(
            String kind, @Nullable String text, @Nullable String who, @Nullable LocalDate due) {}

    private record PinBody(
            String kind, @Nullable String text, @Nullable String url, @Nullable UUID flag) {}

    private record CommentBody(String text) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("mark", MarkProblems.ALL);
        table.post("/api/rooms/{id}/reactions", this::react)
                .get("/api/rooms/{id}/reactions", asking(marks.reactions()::timeline))
                .post("/api/rooms/{id}/marks", this::mark)
                .get("/api/rooms/{id}/marks", asking(marks::own))
                .put("/api/rooms/{id}/marks/{mark}", this::word)
                .delete("/api/rooms/{id}/marks/{mark}", taking("mark", marks::take))
                .get("/api/rooms/{id}/minutes", asking(marks::minutes))
                .get("/api/rooms/{id}/minutes.md", this::markdown)
                .get("/api/rooms/{id}/minutes.ics", this::calendar)
                .post("/api/rooms/{id}/pins", this::pin)
                .post("/api/rooms/{id}/pins/file", this::pinFile)
                .get("/api/rooms/{id}/pins/{pin}/file", this::file)
                .delete("/api/rooms/{id}/pins/{pin}", taking("pin", marks.pins()::take))
                .get("/api/rooms/{id}/sources", asking(marks::sources))
                .post("/api/rooms/{id}/comments", this::comment)
                .get("/api/rooms/{id}/comments", this::comments)
                .delete(
                        "/api/rooms/{id}/comments/{comment}",
                        taking("comment", marks.comments()::take))
                .get("/api/rooms/{id}/catch-up", asking(marks.catchUps()::of));
    }

    private interface Question {
        Object of(Visitor visitor, UUID room) throws ProblemRaised;
    }

    private static Handler asking(Question question) {
        return context ->
                Answer.json(
                        context,
                        200,
                        question.of(RequestInfo.welcome(context), PathId.of(context, "id")));
    }

    private interface Taking {
        void take(Visitor visitor, UUID room, UUID what) throws ProblemRaised;
    }

    private static Handler taking(String what, Taking taking) {
        return context -> {
            taking.take(
                    RequestInfo.welcome(context),
                    PathId.of(context, "id"),
                    PathId.of(context, what));
            Answer.done(context);
        };
    }

    private void react(Context context) throws ProblemRaised {
        var visitor = RequestInfo.welcome(context);
        var body = Body.read(context, ReactionBody.class, MAX_BODY_BYTES);
        marks.reactions().react(visitor, PathId.of(context, "id"), Reaction.of(body.kind()));
        Answer.done(context);
    }

    private void mark(Context context) throws ProblemRaised {
        var made =
                marks.mark(RequestInfo.welcome(context), PathId.of(context, "id"), wish(context));
        Answer.json(context, 201, made);
    }

    private void word(Context context) throws ProblemRaised {
        var worded =
                marks.word(
                        RequestInfo.welcome(context),
                        PathId.of(context, "id"),
                        PathId.of(context, "mark"),
                        wish(context));
        Answer.json(context, 200, worded);
    }

    private static Marks.Wish wish(Context context) throws ProblemRaised {
        var body = Body.read(context, MarkBody.class, MAX_BODY_BYTES);
        return new Marks.Wish(
                Mark.Kind.of(body.kind()),
                Objects.requireNonNullElse(body.text(), ""),
                Objects.requireNonNullElse(body.who(), ""),
                body.due());
    }

    private void markdown(Context context) throws ProblemRaised {
        var minutes = marks.minutes(RequestInfo.welcome(context), PathId.of(context, "id"));
        file(context, "text/markdown", "minutes.md", MinutesPaper.of(minutes));
    }

    private void calendar(Context context) throws ProblemRaised {
        var minutes = marks.minutes(RequestInfo.welcome(context), PathId.of(context, "id"));
        file(context, "text/calendar", "minutes.ics", MinutesCalendar.of(minutes));
    }

    private static void file(Context context, String type, String name, String text) {
        context.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
        context.header("Cache-Control", "no-store");
        context.contentType(type + "; charset=utf-8");
        context.result(text.getBytes(StandardCharsets.UTF_8));
    }

    private void pin(Context context) throws ProblemRaised {
        var visitor = RequestInfo.welcome(context);
        var body = Body.read(context, PinBody.class, MAX_BODY_BYTES);
        var wish =
                new Pins.Wish(
                        body.kind(),
                        Objects.requireNonNullElse(body.text(), ""),
                        body.url(),
                        body.flag());
        Answer.json(context, 201, marks.pins().pin(visitor, PathId.of(context, "id"), wish));
    }

    /** The file is the body; who may not pin sends none. */
    private void pinFile(Context context) throws ProblemRaised {
        var visitor = RequestInfo.welcome(context);
        var room = PathId.of(context, "id");
        var wish =
                new PinFiles.Wish(
                        Objects.requireNonNullElse(context.queryParam("name"), ""),
                        Objects.requireNonNullElse(context.queryParam("text"), ""),
                        flag(context.queryParam("flag")));
        var files = marks.pins().files();
        files.mayPin(visitor, room, wish.flag());
        byte[] bytes = Body.bytes(context, files.mostBytes());
        Answer.json(context, 201, files.pin(visitor, room, wish, bytes));
    }

    private static @Nullable UUID flag(@Nullable String text) throws ProblemRaised {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.BAD_REQUEST.raise().with("field", "flag");
        }
    }

    private void file(Context context) throws ProblemRaised {
        marks.pins()
                .files()
                .give(
                        context,
                        RequestInfo.welcome(context),
                        PathId.of(context, "id"),
                        PathId.of(context, "pin"));
    }

    private void comment(Context context) throws ProblemRaised {
        var visitor = RequestInfo.welcome(context);
        var body = Body.read(context, CommentBody.class, MAX_BODY_BYTES);
        Answer.json(
                context,
                201,
                marks.comments().write(visitor, PathId.of(context, "id"), body.text()));
    }

    private void comments(Context context) throws ProblemRaised {
        Answer.json(
                context,
                200,
                marks.comments()
                        .from(
                                RequestInfo.welcome(context),
                                PathId.of(context, "id"),
                                second(context.queryParam("from"))));
    }

    private static long second(@Nullable String text) throws ProblemRaised {
        if (text == null) {
            return 0;
        }
        try {
            long second = Long.parseLong(text);
            if (second >= 0 && second <= MAX_SECOND) {
                return second;
            }
        } catch (NumberFormatException e) {
            throw Problem.BAD_REQUEST.raise().with("field", "from");
        }
        throw Problem.BAD_REQUEST.raise().with("field", "from");
    }
}
