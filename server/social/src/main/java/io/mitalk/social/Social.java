package io.mitalk.social;

import io.mitalk.http.Routes;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.social.action.Actions;
import io.mitalk.social.invite.Rehearsal;
import io.mitalk.social.keep.Keeping;
import io.mitalk.social.notify.NoticePart;
import io.mitalk.social.notify.Notices;
import io.mitalk.social.objection.ObjectionBelongings;
import io.mitalk.social.objection.Objections;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Puts the nouns together, each with a line or two, from the bottom up. */
public final class Social implements AutoCloseable {

    private final List<Routes> routes;
    private final IdentityNouns identity;
    private final RoomNouns rooms;
    private final Keeping keeping;
    private final Rehearsal rehearsal;

    private Social(
            List<Routes> routes,
            IdentityNouns identity,
            RoomNouns rooms,
            Keeping keeping,
            Rehearsal rehearsal) {
        this.routes = List.copyOf(routes);
        this.identity = identity;
        this.rooms = rooms;
        this.keeping = keeping;
        this.rehearsal = rehearsal;
    }

    /** Makes every noun; afterwards deadlines, outbox and the server may begin. */
    public static Social start(SocialSettings settings, SocialParts parts) {
        var database = parts.database();
        var ids = new Uuid7(parts.clock(), parts.randomness());
        var routes = new ArrayList<Routes>();

        var keeping = new Keeping(parts.shelf(), database, parts.threads());
        var actions = new Actions(ids);
        var identity =
                IdentityNouns.create(
                        settings, parts, new IdentityNouns.Needs(ids, actions, keeping));
        var accounts = identity.accounts();
        var channel = identity.channel();
        parts.hub().register(channel);
        routes.addAll(identity.routes());

        var notices = new Notices(ids, accounts, settings.noticeMax());
        var roomNouns =
                RoomNouns.create(
                        settings,
                        parts,
                        new RoomNouns.Needs(ids, accounts, actions, notices, keeping));
        roomNouns.accountParts().forEach(channel::add);
        roomNouns.belongings().forEach(accounts::add);
        routes.addAll(roomNouns.routes());

        var people =
                PeopleNouns.create(
                        settings,
                        parts,
                        new PeopleNouns.Needs(
                                ids,
                                accounts,
                                actions,
                                notices,
                                identity.mails(),
                                identity.sessions(),
                                identity.links(),
                                identity.communities(),
                                roomNouns.rooms(),
                                keeping));
        people.belongings().forEach(accounts::add);
        channel.add(new NoticePart());
        routes.addAll(people.routes());

        var objections =
                new Objections(
                        settings.objectionVoices(),
                        new Objections.Parts(
                                database, ids, accounts, roomNouns.rooms(), people.reports()));
        accounts.add(new ObjectionBelongings());
        routes.add(objections.routes());

        roomNouns.recordings().start();
        roomNouns.rooms().start();
        return new Social(routes, identity, roomNouns, keeping, people.rehearsal());
    }

    /** The routes of all nouns. */
    public List<Routes> routes() {
        return routes;
    }

    /** Plays through what a crowd will ask for, and returns at once; when the server is ready. */
    public void rehearse() {
        rehearsal.begin();
    }

    /** What stands after {@code /setup#} in a link for the first operator, or null when there is one. */
    public @Nullable String setupToken() {
        return identity.setupToken();
    }

    /** Ends what runs by itself; before the database closes. */
    @Override
    public void close() {
        rehearsal.close();
        rooms.recordings().close();
        rooms.rooms().close();
        keeping.close();
    }
}
