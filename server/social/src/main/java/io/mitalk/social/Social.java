package io.mitalk.social;

import io.mitalk.http.Routes;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.social.account.AccountChannel;
import io.mitalk.social.account.AccountRoutes;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.action.Actions;
import io.mitalk.social.auth.Auth;
import io.mitalk.social.auth.Sessions;
import io.mitalk.social.keep.Keeping;
import io.mitalk.social.mail.Mails;
import io.mitalk.social.notify.NoticePart;
import io.mitalk.social.notify.Notices;
import io.mitalk.social.room.Rooms;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/** Thread-safe. Puts the nouns together, each with a line or two, from the bottom up. */
public final class Social implements AutoCloseable {

    private final List<Routes> routes;
    private final Mails mails;
    private final Rooms rooms;
    private final Keeping keeping;

    private Social(List<Routes> routes, Mails mails, Rooms rooms, Keeping keeping) {
        this.routes = List.copyOf(routes);
        this.mails = mails;
        this.rooms = rooms;
        this.keeping = keeping;
    }

    /** Makes every noun; afterwards deadlines, outbox and the server may begin. */
    public static Social start(SocialSettings settings, SocialParts parts) {
        var database = parts.database();
        var ids = new Uuid7(parts.clock(), parts.randomness());
        var routes = new ArrayList<Routes>();

        var keeping = new Keeping(parts.shelf(), database, parts.threads());
        var mails = new Mails(settings.mail(), database, parts.outbox());

        var accounts = new Accounts(settings.account(), ids, parts.deadlines());
        var channel = new AccountChannel(database);
        parts.hub().register(channel);
        routes.add(
                new AccountRoutes(
                        settings.account(), database, accounts, settings.cookie(), parts.clock()));

        var common = new Sessions.Parts(parts.clock(), parts.randomness(), ids);
        var sessions =
                new Sessions(settings.auth().sessions(), settings.cookie(), database, common);
        accounts.add(Auth.belongings(sessions));
        var auth =
                Auth.start(
                        settings.auth(),
                        new Auth.Needs(
                                database,
                                accounts,
                                sessions,
                                mails,
                                common,
                                new SecretKeySpec(parts.secrets().apply("codes"), "HmacSHA256")));
        routes.addAll(auth.routes());

        var actions = new Actions(ids);
        var notices = new Notices(ids, accounts, settings.noticeMax());
        var roomNouns =
                RoomNouns.create(
                        settings, parts, new RoomNouns.Needs(ids, accounts, actions, notices));
        channel.add(roomNouns.accountPart());
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
                                mails,
                                sessions,
                                auth.links(),
                                roomNouns.rooms(),
                                keeping));
        people.belongings().forEach(accounts::add);
        channel.add(new NoticePart());
        routes.addAll(people.routes());

        roomNouns.rooms().start();
        return new Social(routes, mails, roomNouns.rooms(), keeping);
    }

    /** The routes of all nouns. */
    public List<Routes> routes() {
        return routes;
    }

    /** Letters, for {@code ./mitalk mail}. */
    public Mails mails() {
        return mails;
    }

    /** Ends what runs by itself; before the database closes. */
    @Override
    public void close() {
        rooms.close();
        keeping.close();
    }
}
