package io.mitalk.social.show;

import io.javalin.http.Context;
import io.mitalk.http.Answer;
import io.mitalk.http.PathId;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import org.jspecify.annotations.Nullable;

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
        var report = find(context);
        if (report == null) {
            // The page of an ended room asks for everybody: that it is not for them is no refusal.
            Answer.done(context);
        } else {
            Answer.json(context, 200, report);
        }
    }

    private void csv(Context context) throws ProblemRaised {
        var report = find(context);
        if (report == null) {
            throw ReportProblems.PRIVATE.raise();
        }
        context.header("Cache-Control", "no-store");
        context.header("Content-Disposition", "attachment; filename=\"report.csv\"");
        context.contentType("text/csv; charset=utf-8");
        context.result(report.csv());
    }

    private @Nullable RoomReport find(Context context) throws ProblemRaised {
        return reports.find(RequestInfo.visitor(context), PathId.of(context, "id"));
    }
}
