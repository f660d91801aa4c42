package io.mitalk.social.invite;

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
import io.mitalk.social.keep.Keeper;
import io.mitalk.social.keep.Keeping;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. Voice greetings of invitations: put by the inviter, heard by whoever was shown the invitation. The
 * address of a greeting holds 131 random bits and ends with the invitation, since its listener may have no account.
 */
public final class GreetingRoutes implements Routes {

    private static final Keeper.Refusals REFUSALS =
            new Keeper.Refusals(InviteProblems.GREETING_INVALID, InviteProblems.GREETING_TOO_LONG);

    private final InviteSettings settings;
    private final Database database;
    private final Invitations invitations;
    private final Keeper keeper;

    /** Made by the assembly. */
    public GreetingRoutes(
            InviteSettings settings, Database database, Invitations invitations, Keeping keeping) {
        this.settings = settings;
        this.database = database;
        this.invitations = invitations;
        keeper = keeping.keeper(InvitationStore::greetings);
    }

    @Override
    public void addTo(RouteTable table) {
        table.put("/api/invitations/{id}/greeting", this::put)
                .delete("/api/invitations/{id}/greeting", this::remove)
                .get("/api/invitations/greetings/{key}", this::play);
    }

    private void put(Context context) throws ProblemRaised {
        var inviter = RequestInfo.visitor(context).member();
        var id = PathId.of(context, "id");
        // Whose invitation it is comes first: nobody else's sound is to lie on the shelf.
        greet(inviter, id, null);
        byte[] recording = Body.bytes(context, settings.greetingBytes());
        greet(inviter, id, keeper.voice(recording, settings.greetingSeconds(), REFUSALS).blob());
        Answer.done(context);
    }

    private void remove(Context context) throws ProblemRaised {
        var inviter = RequestInfo.visitor(context).member();
        greet(inviter, PathId.of(context, "id"), null);
        Answer.done(context);
    }

    private void greet(UUID inviter, UUID id, @Nullable String blob) throws ProblemRaised {
        database.<ProblemRaised>run(tx -> invitations.greet(tx, inviter, id, blob));
    }

    private void play(Context context) throws ProblemRaised {
        String key = context.pathParam("key");
        String blob =
                database.<@Nullable String, RuntimeException>read(
                        tx -> invitations.greeting(tx, key));
        if (blob == null) {
            throw Problem.NOT_FOUND.raise();
        }
        keeper.play(context, blob);
    }
}
