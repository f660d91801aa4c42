package io.mitalk.social;

import io.mitalk.http.Routes;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.social.account.AccountChannel;
import io.mitalk.social.account.AccountRoutes;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.Introductions;
import io.mitalk.social.action.Actions;
import io.mitalk.social.auth.Auth;
import io.mitalk.social.auth.Sessions;
import io.mitalk.social.auth.SignInLinks;
import io.mitalk.social.community.Communities;
import io.mitalk.social.community.CommunityRoutes;
import io.mitalk.social.community.SetupLinks;
import io.mitalk.social.community.SetupRoutes;
import io.mitalk.social.keep.Keeping;
import io.mitalk.social.mail.Mails;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. Who somebody is, put together: accounts, signing in, the community and its operators, mail.
 *
 * @param setupToken what stands after {@code /setup#} in a link for the first operator, or null when there is one
 */
record IdentityNouns(
        List<Routes> routes,
        Mails mails,
        Accounts accounts,
        AccountChannel channel,
        Sessions sessions,
        SignInLinks links,
        Communities communities,
        @Nullable String setupToken) {

    /** What they need of the other nouns. */
    record Needs(Uuid7 ids, Actions actions, Keeping keeping) {}

    static IdentityNouns create(SocialSettings settings, SocialParts parts, Needs needs) {
        var database = parts.database();
        var mails = new Mails(settings.mail(), database, parts.outbox());
        var accounts = new Accounts(settings.account(), needs.ids(), parts.deadlines());
        var common = new Sessions.Parts(parts.clock(), parts.randomness(), needs.ids());
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
        var communities = new Communities(settings.brand(), mails.leaves(), accounts);
        var links =
                new SetupLinks(
                        parts.secrets().apply(SetupLinks.SECRET),
                        parts.randomness(),
                        parts.clock());
        var routes = new ArrayList<>(auth.routes());
        routes.add(
                new AccountRoutes(
                        settings.account(), database, accounts, settings.cookie(), parts.clock()));
        routes.add(
                new Introductions(
                        settings.account(), database, accounts, needs.keeping(), parts.clock()));
        routes.add(
                new CommunityRoutes(
                        settings.pictureBytes(),
                        database,
                        communities,
                        needs.actions(),
                        needs.keeping()));
        routes.add(
                new SetupRoutes(
                        new SetupRoutes.Parts(
                                database,
                                links,
                                accounts,
                                sessions,
                                needs.actions(),
                                parts.clock(),
                                settings.setupTriesPerMinute())));
        boolean operated = database.<Boolean, RuntimeException>read(accounts::hasOperator);
        return new IdentityNouns(
                routes,
                mails,
                accounts,
                new AccountChannel(database),
                sessions,
                auth.links(),
                communities,
                operated ? null : links.issue(settings.setupLinkLifetime()));
    }
}
