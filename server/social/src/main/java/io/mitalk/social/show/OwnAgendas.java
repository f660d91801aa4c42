package io.mitalk.social.show;

import io.mitalk.db.Database;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.social.topic.Title;
import java.util.List;
import java.util.UUID;

/** Thread-safe. Agendas that people keep for other rooms, beside the templates that everybody has. */
final class OwnAgendas {

    private final int most;
    private final Database database;
    private final Uuid7 ids;
    private final Shows shows;

    /** Made by {@link Shows}; {@code most} is how many somebody may keep. */
    OwnAgendas(int most, Database database, Uuid7 ids, Shows shows) {
        this.most = most;
        this.database = database;
        this.ids = ids;
        this.shows = shows;
    }

    List<OwnAgenda> of(UUID member) {
        return database.read(tx -> OwnAgendaStore.of(tx, member));
    }

    /**
     * Keeps an agenda, instead of the one that has its name already; answers all that are kept.
     *
     * @throws ProblemRaised {@code title-invalid}, {@code bad-request}, {@code too-many-segments}, {@code
     *     too-many-agendas}
     */
    List<OwnAgenda> keep(UUID member, String wanted, List<Shows.Wish> wishes) throws ProblemRaised {
        var name = Title.tidy(wanted);
        var segments = shows.wished(wishes).stream().map(ShowView.SegmentView::of).toList();
        if (segments.isEmpty()) {
            throw Problem.BAD_REQUEST.raise().with("field", "segments");
        }
        return database.<List<OwnAgenda>, ProblemRaised>write(
                tx -> {
                    OwnAgendaStore.keep(
                            tx, member, new OwnAgenda(ids.next(), name, segments, tx.now()));
                    var all = OwnAgendaStore.of(tx, member);
                    if (all.size() > most) {
                        throw ShowProblems.TOO_MANY_AGENDAS.raise();
                    }
                    return all;
                });
    }

    /**
     * Keeps it no longer.
     *
     * @throws ProblemRaised {@code not-found}
     */
    void drop(UUID member, UUID id) throws ProblemRaised {
        database.<ProblemRaised>run(
                tx -> {
                    if (!OwnAgendaStore.drop(tx, member, id)) {
                        throw Problem.NOT_FOUND.raise();
                    }
                });
    }
}
