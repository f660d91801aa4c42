package io.mitalk.social.topic;

import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Routes;
import io.mitalk.http.Visitor;
import io.mitalk.kit.id.Uuid7;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The verbs of topics. */
public final class Topics {

    private static final int LISTED = 200;

    private final Database database;
    private final Uuid7 ids;
    private final TopicStore store = new TopicStore();

    /** Made by the assembly. */
    public Topics(Database database, Uuid7 ids) {
        this.database = database;
        this.ids = ids;
    }

    /** Everything under /api/topics. */
    public Routes routes() {
        return new TopicRoutes(this);
    }

    /** Topics, those with most going on first; counts are what {@code visitor} may see. */
    List<Topic> list(Visitor visitor) {
        return database.<List<Topic>, RuntimeException>read(
                tx -> store.list(tx, asker(visitor), LISTED));
    }

    /**
     * Makes a topic, or finds the one of that title.
     *
     * @throws ProblemRaised {@code title-invalid}, or {@code visitor} is no member
     */
    Topic make(Visitor visitor, String title, String language) throws ProblemRaised {
        var by = visitor.member();
        return database.<Topic, ProblemRaised>write(
                tx -> {
                    var topic = store.byId(tx, named(tx, by, title, language), asker(visitor));
                    if (topic == null) {
                        throw Problem.NOT_FOUND.raise();
                    }
                    return topic;
                });
    }

    /**
     * The topic that a room is to be about: the one of the id when one is given, else the one of the title.
     *
     * @throws ProblemRaised {@code title-invalid}, or {@code not-found} for an unknown id
     */
    public UUID chosen(Tx tx, UUID by, Choice choice) throws ProblemRaised {
        var id = choice.id();
        if (id == null) {
            var title = choice.title();
            return named(tx, by, title == null ? "" : title, choice.language());
        }
        if (!store.exists(tx, id)) {
            throw Problem.NOT_FOUND.raise().with("field", "topicId");
        }
        return id;
    }

    /** Immutable. How somebody names a topic; {@code language} is for a new one. */
    public record Choice(@Nullable UUID id, @Nullable String title, String language) {}

    private UUID named(Tx tx, UUID by, String title, String language) throws ProblemRaised {
        return store.named(tx, ids.next(), Title.tidy(title), language, by);
    }

    private static TopicStore.Asker asker(Visitor visitor) {
        return new TopicStore.Asker(visitor.accountId(), visitor.isMember());
    }
}
