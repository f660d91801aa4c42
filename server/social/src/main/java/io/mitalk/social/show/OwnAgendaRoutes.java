package io.mitalk.social.show;

import io.javalin.http.Context;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.PathId;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thread-safe. {@code /api/me/agendas}. */
final class OwnAgendaRoutes implements Routes {

    private final OwnAgendas agendas;

    OwnAgendaRoutes(OwnAgendas agendas) {
        this.agendas = agendas;
    }

    private record Kept(String name, @Nullable List<Shows.Wish> segments) {}

    private record Items(List<OwnAgenda> items) {}

    @Override
    public void addTo(RouteTable table) {
        table.get("/api/me/agendas", this::all)
                .post("/api/me/agendas", this::keep)
                .delete("/api/me/agendas/{id}", this::drop);
    }

    private void all(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        Answer.json(context, 200, new Items(agendas.of(member)));
    }

    private void keep(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        var body = Body.read(context, Kept.class, ShowRoutes.MAX_BODY_BYTES);
        var wishes = ShowRoutes.wishes(body.segments());
        Answer.json(context, 200, new Items(agendas.keep(member, body.name(), wishes)));
    }

    private void drop(Context context) throws ProblemRaised {
        agendas.drop(RequestInfo.visitor(context).member(), PathId.of(context, "id"));
        Answer.done(context);
    }
}
