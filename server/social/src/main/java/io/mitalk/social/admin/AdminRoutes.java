package io.mitalk.social.admin;

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
import io.mitalk.kit.text.Prose;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.action.Action;
import io.mitalk.social.action.ActionProblems;
import io.mitalk.social.action.Actions;
import io.mitalk.social.auth.SignInLinks;
import io.mitalk.social.notify.Notices;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Thread-safe. {@code /api/admin}: people and the log of actions, for operators. */
public final class AdminRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 16 * 1024;
    private static final int PAGE = 50;
    private static final int MAX_QUERY = 100;

    private final Parts parts;

    /** What the console is made of; {@code publicUrl} is where browsers find the page, without a slash at its end. */
    public record Parts(
            Database database,
            Accounts accounts,
            Actions actions,
            Notices notices,
            SignInLinks links,
            String publicUrl) {}

    /** Made by the assembly. */
    public AdminRoutes(Parts parts) {
        this.parts = parts;
    }

    private record Page<T>(List<T> items, @Nullable String next) {}

    private record LinkRequest(String reason) {}

    private record OperatorRequest(boolean operator) {}

    private record LinkAnswer(String url, Instant expiresAt) {}

    private record LinkNotice(String reason) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("action", ActionProblems.ALL)
                .get("/api/admin/people", this::people)
                .post("/api/admin/people/{id}/sign-in-link", this::signInLink)
                .post("/api/admin/people/{id}/operator", this::operator)
                .get("/api/admin/actions", this::actions);
    }

    private void people(Context context) throws ProblemRaised {
        RequestInfo.visitor(context).asOperator();
        var after = Cursor.parse(context.queryParam("cursor"));
        String q = query(context.queryParam("q"));
        var people =
                parts.database()
                        .<List<AdminStore.Person>, RuntimeException>read(
                                tx -> AdminStore.people(tx, q, after, PAGE + 1));
        Answer.json(context, 200, page(people, last -> new Cursor(last.createdAt(), last.id())));
    }

    private void actions(Context context) throws ProblemRaised {
        RequestInfo.visitor(context).asOperator();
        var after = Cursor.parse(context.queryParam("cursor"));
        var lines =
                parts.database()
                        .<List<AdminStore.Line>, RuntimeException>read(
                                tx -> AdminStore.actions(tx, after, PAGE + 1));
        Answer.json(context, 200, page(lines, last -> new Cursor(last.at(), last.id())));
    }

    /** A link that signs one person in once; the person is told who made it and why. */
    private void signInLink(Context context) throws ProblemRaised {
        var operator = RequestInfo.visitor(context).asOperator();
        var account = PathId.of(context, "id");
        var request = Body.read(context, LinkRequest.class, MAX_BODY_BYTES);
        var minted =
                parts.database()
                        .<SignInLinks.Minted, ProblemRaised>write(
                                tx -> {
                                    if (parts.accounts().byId(tx, account) == null) {
                                        throw Problem.NOT_FOUND.raise();
                                    }
                                    String reason = Action.reason(request.reason());
                                    parts.actions()
                                            .write(
                                                    tx,
                                                    new Action(
                                                            operator,
                                                            "sign-in-link-made",
                                                            account,
                                                            reason));
                                    parts.notices()
                                            .tell(
                                                    tx,
                                                    account,
                                                    "sign-in-link-made",
                                                    new LinkNotice(reason));
                                    return parts.links().mint(tx, account);
                                });
        Answer.json(
                context,
                200,
                new LinkAnswer(
                        parts.publicUrl() + "/sign-in#" + minted.token(), minted.expiresAt()));
    }

    private void operator(Context context) throws ProblemRaised {
        var operator = RequestInfo.visitor(context).asOperator();
        var account = PathId.of(context, "id");
        boolean wanted = Body.read(context, OperatorRequest.class, MAX_BODY_BYTES).operator();
        parts.database()
                .<ProblemRaised>run(
                        tx -> {
                            parts.accounts().operator(tx, account, wanted);
                            String action = wanted ? "operator-made" : "operator-unmade";
                            parts.actions().write(tx, new Action(operator, action, account, ""));
                        });
        Answer.done(context);
    }

    private static String query(@Nullable String q) throws ProblemRaised {
        String clean = Prose.of(Objects.requireNonNullElse(q, "")).text().toLowerCase(Locale.ROOT);
        if (clean.length() > MAX_QUERY) {
            throw Problem.BAD_REQUEST.raise().with("field", "q");
        }
        return clean.startsWith("@") ? clean.substring(1) : clean;
    }

    private static <T> Page<T> page(List<T> rows, Function<T, Cursor> cursor) {
        if (rows.size() <= PAGE) {
            return new Page<>(rows, null);
        }
        var items = rows.subList(0, PAGE);
        return new Page<>(items, cursor.apply(items.getLast()).text());
    }
}
