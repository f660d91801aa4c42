package io.mitalk.social.profile;

import io.javalin.http.Context;
import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.Answer;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.social.account.Account;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.PersonCard;
import io.mitalk.social.graph.Blocks;
import io.mitalk.social.invite.Lineage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. {@code /api/users/{handle}}: a member's profile, for members. */
public final class ProfileRoutes implements Routes {

    private static final int SHOWN = 200;

    private final Database database;
    private final Accounts accounts;
    private final Blocks blocks;

    /** Made by the assembly. */
    public ProfileRoutes(Database database, Accounts accounts, Blocks blocks) {
        this.database = database;
        this.accounts = accounts;
        this.blocks = blocks;
    }

    private record Profile(
            UUID id,
            String handle,
            String displayName,
            @Nullable String pictureUrl,
            String about,
            Instant joinedAt,
            @Nullable PersonCard inviter,
            @Nullable String reason,
            @Nullable String introductionUrl,
            List<PersonCard> invited,
            boolean blocked) {}

    @Override
    public void addTo(RouteTable table) {
        table.get("/api/users/{handle}", this::profile);
    }

    private void profile(Context context) throws ProblemRaised {
        var reader = RequestInfo.visitor(context).member();
        String handle = context.pathParam("handle");
        Answer.json(
                context,
                200,
                database.<Profile, ProblemRaised>read(tx -> profile(tx, reader, handle)));
    }

    /** A reservation has no profile: who waits outside is not shown to members. */
    private Profile profile(Tx tx, UUID reader, String handle) throws ProblemRaised {
        var account = accounts.byHandle(tx, handle);
        if (account == null || account.state() != Account.State.ACTIVE) {
            throw Problem.NOT_FOUND.raise();
        }
        var lineage = Lineage.of(tx, account.id(), SHOWN);
        var invited = accounts.cards(tx, lineage.letIn());
        var card = account.card();
        return new Profile(
                card.id(),
                card.handle(),
                card.displayName(),
                card.pictureUrl(),
                account.about(),
                Objects.requireNonNullElse(lineage.joinedAt(), account.createdAt()),
                lineage.inviter() == null ? null : accounts.card(tx, lineage.inviter()),
                lineage.reason(),
                account.introduction() ? "/api/introductions/" + card.id() : null,
                lineage.letIn().stream().map(invited::get).filter(Objects::nonNull).toList(),
                blocks.has(tx, reader, account.id()));
    }
}
