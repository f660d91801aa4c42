package io.mitalk.social.invite;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. {@code /api/me/invite-status}: the doors in, what each still needs, and what became of the credits. */
public final class InviteStatusRoutes implements Routes {

    private static final String EMAIL = "email-confirmed";
    private static final String INVITATION = "invitation";
    private static final String REDEEM = "invitation-redeemed";
    private static final String VERIFIED = "claim-verified";
    private static final String PROVISIONAL = "claim-provisional";

    private static final int MEMBER_SHARE = 60;
    private static final int MERIT_SHARE = 30;
    private static final int LOTTERY_SHARE = 10;

    private final Database database;
    private final Invitations invitations;
    private final Accounts accounts;

    /** Made by the assembly. */
    public InviteStatusRoutes(Database database, Invitations invitations, Accounts accounts) {
        this.database = database;
        this.invitations = invitations;
        this.accounts = accounts;
    }

    /** Immutable. One way in; {@code share} is its percentage of those let in, {@code missing} slugs for the page. */
    private record Door(String door, int share, List<String> missing) {}

    private record Entry(Instant at, int change, String rule, @Nullable PersonCard about) {}

    private record Status(String state, int credits, List<Door> doors, List<Entry> ledger) {}

    @Override
    public void addTo(RouteTable table) {
        table.get("/api/me/invite-status", this::status);
    }

    private void status(Context context) throws ProblemRaised {
        var id = RequestInfo.visitor(context).signedIn();
        Answer.json(context, 200, database.<Status, ProblemRaised>write(tx -> status(tx, id)));
    }

    private Status status(Tx tx, UUID id) throws ProblemRaised {
        var account = accounts.byId(tx, id);
        if (account == null) {
            throw Problem.NOT_SIGNED_IN.raise();
        }
        boolean member = account.state() == Account.State.ACTIVE;
        int credits = member ? invitations.credits(tx, id) : 0;
        return new Status(
                account.standing().name().toLowerCase(Locale.ROOT),
                credits,
                member ? List.of() : doors(tx, account),
                ledger(tx, id));
    }

    /** The three doors. Merit and lottery name what they need; their rules follow with professional claims. */
    private List<Door> doors(Tx tx, Account account) {
        var common = account.emailConfirmedAt() == null ? List.of(EMAIL) : List.<String>of();
        boolean invited = invitations.waitsFor(tx, account.id());
        return List.of(
                new Door("member", MEMBER_SHARE, with(common, invited ? REDEEM : INVITATION)),
                new Door("merit", MERIT_SHARE, with(common, VERIFIED)),
                new Door("lottery", LOTTERY_SHARE, with(common, PROVISIONAL)));
    }

    private static List<String> with(List<String> common, String own) {
        var missing = new ArrayList<>(common);
        missing.add(own);
        return List.copyOf(missing);
    }

    private List<Entry> ledger(Tx tx, UUID id) {
        var lines = invitations.ledger(tx, id);
        var cards =
                accounts.cards(
                        tx,
                        lines.stream()
                                .map(CreditStore.Line::about)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList());
        return lines.stream()
                .map(
                        line ->
                                new Entry(
                                        line.at(),
                                        line.change(),
                                        line.rule(),
                                        line.about() == null ? null : cards.get(line.about())))
                .toList();
    }
}
