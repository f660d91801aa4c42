package io.mitalk.social.notify;

import io.javalin.http.Context;
import io.mitalk.db.Database;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import java.util.List;
import java.util.UUID;

/** Thread-safe. {@code /api/me/notices}. */
public final class NoticeRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_IDS = 1000;

    private final Database database;
    private final Notices notices;

    /** Made by the assembly. */
    public NoticeRoutes(Database database, Notices notices) {
        this.database = database;
        this.notices = notices;
    }

    private record ReadRequest(List<UUID> ids) {}

    private record NoticesAnswer(List<Notice> items) {}

    @Override
    public void addTo(RouteTable table) {
        table.get("/api/me/notices", this::list).put("/api/me/notices/read", this::read);
    }

    private void list(Context context) throws ProblemRaised {
        var account = RequestInfo.visitor(context).signedIn();
        List<Notice> items =
                database.<List<Notice>, RuntimeException>read(tx -> notices.of(tx, account));
        Answer.json(context, 200, new NoticesAnswer(items));
    }

    private void read(Context context) throws ProblemRaised {
        var account = RequestInfo.visitor(context).signedIn();
        var ids = Body.read(context, ReadRequest.class, MAX_BODY_BYTES).ids();
        if (ids.size() > MAX_IDS || ids.contains(null)) {
            throw Problem.BAD_REQUEST.raise().with("field", "ids");
        }
        database.run(tx -> notices.read(tx, account, ids));
        Answer.done(context);
    }
}
