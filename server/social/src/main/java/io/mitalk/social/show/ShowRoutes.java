package io.mitalk.social.show;

import io.javalin.http.Context;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.PathId;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Thread-safe. {@code /api/formats} and {@code /api/rooms/{id}/show}. */
final class ShowRoutes implements Routes {

    /** Of an agenda. */
    static final int MAX_BODY_BYTES = 32 * 1024;

    private final Shows shows;

    ShowRoutes(Shows shows) {
        this.shows = shows;
    }

    private record Planned(String format, @Nullable List<Shows.Wish> segments) {}

    private record Longer(int seconds) {}

    private record Template(String format, boolean balanced, List<ShowView.SegmentView> segments) {}

    private record Templates(List<Template> items) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("show", ShowProblems.ALL);
        table.get("/api/formats", ShowRoutes::formats)
                .get("/api/rooms/{id}/show", this::show)
                .put("/api/rooms/{id}/show", this::plan)
                .delete("/api/rooms/{id}/show", this::drop)
                .put("/api/rooms/{id}/show/pair", this::pair)
                .post("/api/rooms/{id}/show/next", this::next)
                .post("/api/rooms/{id}/show/more", this::more);
    }

    private static void formats(Context context) {
        var items =
                Arrays.stream(Format.values())
                        .filter(format -> !format.segments().isEmpty())
                        .map(
                                format ->
                                        new Template(
                                                format.word(),
                                                format.balanced(),
                                                format.segments().stream()
                                                        .map(ShowView.SegmentView::of)
                                                        .toList()))
                        .toList();
        Answer.json(context, 200, new Templates(items));
    }

    private void show(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        Answer.json(context, 200, shows.of(visitor, PathId.of(context, "id")));
    }

    private void plan(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        var body = Body.read(context, Planned.class, MAX_BODY_BYTES);
        var wishes = wishes(body.segments());
        var room = PathId.of(context, "id");
        Answer.json(context, 200, shows.plan(member, room, Format.of(body.format()), wishes));
    }

    /**
     * The segments of a body, none where it names none.
     *
     * @throws ProblemRaised {@code bad-request}
     */
    static List<Shows.Wish> wishes(@Nullable List<Shows.Wish> sent) throws ProblemRaised {
        if (sent == null) {
            return List.of();
        }
        if (sent.stream().anyMatch(Objects::isNull)) {
            throw Problem.BAD_REQUEST.raise().with("field", "segments");
        }
        return sent;
    }

    private void drop(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        Answer.json(context, 200, shows.drop(member, PathId.of(context, "id")));
    }

    private void pair(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        var pair = Body.read(context, Show.Pair.class, MAX_BODY_BYTES);
        Answer.json(context, 200, shows.pair(member, PathId.of(context, "id"), pair));
    }

    private void next(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        Answer.json(context, 200, shows.next(member, PathId.of(context, "id")));
    }

    private void more(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        var body = Body.read(context, Longer.class, MAX_BODY_BYTES);
        Answer.json(context, 200, shows.more(member, PathId.of(context, "id"), body.seconds()));
    }
}
