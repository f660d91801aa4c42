package io.mitalk.social.room;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.mitalk.http.Answer;
import io.mitalk.http.PathId;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;

/**
 * Thread-safe. Requests that are one verb of a member, or of a guest on the stage: who and which room in, the room's
 * new view out.
 */
record VerbHandlers(Verbs verbs) {

    /** Picks the verb by what else the request says. */
    @FunctionalInterface
    interface Choice {
        Verbs.Verb of(Context context) throws ProblemRaised;
    }

    /** The same for what those may do too whom a pass put on the stage. */
    Handler ofStage(Choice choice) {
        return context -> {
            var visitor = RequestInfo.visitor(context);
            var room = PathId.of(context, "id");
            var who =
                    visitor.accountId() == null
                            ? verbs.guest(room, Guests.known(context))
                            : visitor.member();
            Answer.json(context, 200, verbs.change(who, room, choice.of(context)));
        };
    }

    /** What a member does to somebody in the room. */
    @FunctionalInterface
    interface OnPerson {
        Verbs.Verb of(String identity);
    }

    Handler of(Choice choice) {
        return context -> {
            var member = RequestInfo.visitor(context).member();
            var room = PathId.of(context, "id");
            Answer.json(context, 200, verbs.change(member, room, choice.of(context)));
        };
    }

    Handler onPerson(OnPerson verb) {
        return of(context -> verb.of(identity(context.pathParam("identity"))));
    }

    Handler onPersonOfStage(OnPerson verb) {
        return ofStage(context -> verb.of(identity(context.pathParam("identity"))));
    }

    /**
     * An identity that a client names.
     *
     * @throws ProblemRaised {@code not-found} for what cannot be one
     */
    static String identity(String text) throws ProblemRaised {
        if (!Identities.valid(text)) {
            throw Problem.NOT_FOUND.raise();
        }
        return text;
    }
}
