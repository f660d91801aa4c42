package io.mitalk.social.graph;

import io.javalin.http.Context;
import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.Answer;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.PersonCard;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Thread-safe. {@code /api/me/blocks}. */
public final class BlockRoutes implements Routes {

    private final Database database;
    private final Blocks blocks;
    private final Accounts accounts;

    /** Made by the assembly. */
    public BlockRoutes(Database database, Blocks blocks, Accounts accounts) {
        this.database = database;
        this.blocks = blocks;
        this.accounts = accounts;
    }

    private record BlocksAnswer(List<PersonCard> items) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("block", BlockProblems.ALL)
                .get("/api/me/blocks", this::list)
                .put("/api/me/blocks/{handle}", this::block)
                .delete("/api/me/blocks/{handle}", this::unblock);
    }

    private void list(Context context) throws ProblemRaised {
        var account = RequestInfo.visitor(context).member();
        var items =
                database.<List<PersonCard>, RuntimeException>read(
                        tx -> {
                            var blocked = blocks.of(tx, account);
                            var cards = accounts.cards(tx, blocked);
                            return blocked.stream()
                                    .map(cards::get)
                                    .filter(Objects::nonNull)
                                    .toList();
                        });
        Answer.json(context, 200, new BlocksAnswer(items));
    }

    private void block(Context context) throws ProblemRaised {
        var account = RequestInfo.visitor(context).member();
        database.<ProblemRaised>run(tx -> blocks.block(tx, account, named(tx, context)));
        Answer.done(context);
    }

    private void unblock(Context context) throws ProblemRaised {
        var account = RequestInfo.visitor(context).member();
        database.<ProblemRaised>run(tx -> blocks.unblock(tx, account, named(tx, context)));
        Answer.done(context);
    }

    private UUID named(Tx tx, Context context) throws ProblemRaised {
        var account = accounts.byHandle(tx, context.pathParam("handle"));
        if (account == null) {
            throw Problem.NOT_FOUND.raise();
        }
        return account.id();
    }
}
