package io.mitalk.social.topic;

import io.javalin.http.Context;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thread-safe. {@code /api/topics}. */
final class TopicRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 4 * 1024;

    private final Topics topics;

    TopicRoutes(Topics topics) {
        this.topics = topics;
    }

    private record Wish(String title, @Nullable String language) {}

    private record Listed(List<Topic> items) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("topic", TopicProblems.ALL);
        table.get("/api/topics", this::list).post("/api/topics", this::make);
    }

    private void list(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        visitor.refuseSuspended();
        Answer.json(context, 200, new Listed(topics.list(visitor)));
    }

    private void make(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        visitor.member();
        var wish = Body.read(context, Wish.class, MAX_BODY_BYTES);
        var language = wish.language() == null ? visitor.language().tag() : wish.language();
        Answer.json(context, 201, topics.make(visitor, wish.title(), Languages.known(language)));
    }
}
