package io.mitalk.social.community;

import io.javalin.http.Context;
import io.mitalk.db.Database;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.social.action.Action;
import io.mitalk.social.action.Actions;
import io.mitalk.social.keep.Keeper;
import io.mitalk.social.keep.Keeping;

/** Thread-safe. What the community says about itself, read by everybody and changed by operators. */
public final class CommunityRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final int pictureBytes;
    private final Database database;
    private final Communities communities;
    private final Actions actions;
    private final Keeper keeper;

    /** Made by the assembly. */
    public CommunityRoutes(
            int pictureBytes,
            Database database,
            Communities communities,
            Actions actions,
            Keeping keeping) {
        this.pictureBytes = pictureBytes;
        this.database = database;
        this.communities = communities;
        this.actions = actions;
        this.keeper = keeping.keeper(CommunityStore::pictures);
    }

    private record Change(String name, String description, String rules) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("community", CommunityProblems.ALL);
        table.get("/api/community", this::show);
        table.put("/api/community", this::change);
        table.get("/api/community/picture", this::picture);
        table.put("/api/community/picture", this::changePicture);
    }

    private void show(Context context) {
        Answer.json(context, 200, database.<Community, RuntimeException>read(communities::card));
    }

    private void change(Context context) throws ProblemRaised {
        var operator = RequestInfo.visitor(context).asOperator();
        var body = Body.read(context, Change.class, MAX_BODY_BYTES);
        var about = About.of(body.name(), body.description(), body.rules());
        database.run(
                tx -> {
                    CommunityStore.change(tx, about);
                    actions.write(tx, new Action(operator, "community-changed", null, ""));
                });
        show(context);
    }

    private void changePicture(Context context) throws ProblemRaised {
        var operator = RequestInfo.visitor(context).asOperator();
        String id = keeper.bytes(Pictures.clean(Body.bytes(context, pictureBytes)));
        database.run(
                tx -> {
                    CommunityStore.picture(tx, id);
                    actions.write(tx, new Action(operator, "community-picture-changed", null, ""));
                });
        show(context);
    }

    private void picture(Context context) throws ProblemRaised {
        String id =
                database.<CommunityStore.Row, RuntimeException>read(CommunityStore::row).picture();
        if (id == null) {
            throw Problem.NOT_FOUND.raise();
        }
        keeper.give(context, id, "image/png");
    }
}
