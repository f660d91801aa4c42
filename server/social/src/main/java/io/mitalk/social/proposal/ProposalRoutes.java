package io.mitalk.social.proposal;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.PathId;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.social.topic.Languages;
import io.mitalk.social.topic.Topics;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. {@code /api/proposals}. */
final class ProposalRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 4 * 1024;

    private final Proposals proposals;

    ProposalRoutes(Proposals proposals) {
        this.proposals = proposals;
    }

    private record Proposed(
            String title,
            @Nullable UUID topicId,
            @Nullable String topic,
            Instant startsAt,
            String language) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("proposal", ProposalProblems.ALL);
        table.post("/api/proposals", this::propose)
                .put("/api/proposals/{id}/interest", interest(true))
                .delete("/api/proposals/{id}/interest", interest(false))
                .delete("/api/proposals/{id}", this::withdraw);
    }

    private void propose(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        var body = Body.read(context, Proposed.class, MAX_BODY_BYTES);
        var language = Languages.known(body.language());
        var wish =
                new Proposals.Wish(
                        body.title(),
                        new Topics.Choice(body.topicId(), body.topic(), language),
                        language,
                        body.startsAt());
        Answer.json(context, 201, proposals.propose(member, wish));
    }

    private Handler interest(boolean comes) {
        return context ->
                Answer.json(
                        context,
                        200,
                        proposals.interest(
                                RequestInfo.visitor(context).member(),
                                PathId.of(context, "id"),
                                comes));
    }

    private void withdraw(Context context) throws ProblemRaised {
        proposals.withdraw(RequestInfo.visitor(context).member(), PathId.of(context, "id"));
        Answer.done(context);
    }
}
