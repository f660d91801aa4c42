package io.mitalk.social.show;

import io.javalin.http.Context;
import io.mitalk.http.Answer;
import io.mitalk.http.PathId;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;

/** Thread-safe. {@code /api/rooms/{id}/report} and its table. */
final class ReportRoutes implements Routes {

    private final RoomReports reports;

    ReportRoutes(RoomReports reports) {
        this.reports = reports;
    }

    @Override
    public void addTo(RouteTable table) {
        table.problems("efficiency", ReportProblems.ALL);
        table.get("/api/rooms/{id}/report", this::report)
                .get("/api/rooms/{id}/report.csv", this::csv);
    }

    private void report(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        Answer.json(context, 200, reports.of(visitor, PathId.of(context, "id")));
    }

    private void csv(Context context) throws ProblemRaised {
        var report = reports.of(RequestInfo.visitor(context), PathId.of(context, "id"));
        context.header("Cache-Control", "no-store");
        context.header("Content-Disposition", "attachment; filename=\"report.csv\"");
        context.contentType("text/csv; charset=utf-8");
        context.result(report.csv());
    }
}
