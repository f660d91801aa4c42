package io.mitalk.social.report;

import io.javalin.http.Context;
import io.mitalk.db.Database;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.PathId;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. {@code /api/reports}, and what operators do about reports and people. */
public final class ReportRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 32 * 1024;
    private static final int MAX_HOURS = 24 * 3650;

    private final Database database;
    private final Reports reports;
    private final Sanctions sanctions;

    /** Made by the assembly. */
    public ReportRoutes(Database database, Reports reports, Sanctions sanctions) {
        this.database = database;
        this.reports = reports;
        this.sanctions = sanctions;
    }

    private record About(@Nullable UUID accountId, @Nullable UUID roomId) {}

    private record ReportRequest(About about, String kind, @Nullable String note) {}

    private record DecisionRequest(String decision, String reason, @Nullable Integer hours) {}

    private record SuspensionRequest(String reason, @Nullable Integer hours) {}

    private record Made(UUID id) {}

    private record ReportsAnswer(List<ReportView> items) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("report", ReportProblems.ALL)
                .post("/api/reports", this::make)
                .get("/api/admin/reports", this::list)
                .post("/api/admin/reports/{id}/decision", this::decide)
                .post("/api/admin/people/{id}/suspension", this::suspend)
                .delete("/api/admin/people/{id}/suspension", this::lift);
    }

    private void make(Context context) throws ProblemRaised {
        var reporter = RequestInfo.visitor(context).signedIn();
        var request = Body.read(context, ReportRequest.class, MAX_BODY_BYTES);
        var kind =
                Arrays.stream(Report.Kind.values())
                        .filter(k -> k != Report.Kind.LIFT && k.word().equals(request.kind()))
                        .findFirst()
                        .orElseThrow(() -> Problem.BAD_REQUEST.raise().with("field", "kind"));
        var complaint =
                new Reports.Complaint(
                        reporter,
                        request.about().accountId(),
                        request.about().roomId(),
                        kind,
                        request.note() == null ? "" : request.note());
        var id = database.<UUID, ProblemRaised>write(tx -> reports.make(tx, complaint));
        Answer.json(context, 201, new Made(id));
    }

    private void list(Context context) throws ProblemRaised {
        RequestInfo.visitor(context).asOperator();
        boolean decided = "decided".equals(context.queryParam("state"));
        var items =
                database.<List<ReportView>, RuntimeException>read(
                        tx -> decided ? reports.decided(tx) : reports.open(tx));
        Answer.json(context, 200, new ReportsAnswer(items));
    }

    private void decide(Context context) throws ProblemRaised {
        var operator = RequestInfo.visitor(context).asOperator();
        var id = PathId.of(context, "id");
        var request = Body.read(context, DecisionRequest.class, MAX_BODY_BYTES);
        var decision =
                Arrays.stream(Report.Decision.values())
                        .filter(d -> d.word().equals(request.decision()))
                        .findFirst()
                        .orElseThrow(() -> Problem.BAD_REQUEST.raise().with("field", "decision"));
        var ruling =
                new Reports.Ruling(operator, decision, request.reason(), length(request.hours()));
        database.<ProblemRaised>run(tx -> reports.decide(tx, id, ruling));
        Answer.done(context);
    }

    private void suspend(Context context) throws ProblemRaised {
        var operator = RequestInfo.visitor(context).asOperator();
        var account = PathId.of(context, "id");
        var request = Body.read(context, SuspensionRequest.class, MAX_BODY_BYTES);
        var length = length(request.hours());
        database.<ProblemRaised>run(
                tx -> sanctions.suspend(tx, operator, account, request.reason(), length));
        Answer.done(context);
    }

    private void lift(Context context) throws ProblemRaised {
        var operator = RequestInfo.visitor(context).asOperator();
        var account = PathId.of(context, "id");
        database.<ProblemRaised>run(tx -> sanctions.lift(tx, operator, account));
        Answer.done(context);
    }

    private static @Nullable Duration length(@Nullable Integer hours) throws ProblemRaised {
        if (hours == null) {
            return null;
        }
        if (hours < 1 || hours > MAX_HOURS) {
            throw Problem.BAD_REQUEST.raise().with("field", "hours");
        }
        return Duration.ofHours(hours);
    }
}
