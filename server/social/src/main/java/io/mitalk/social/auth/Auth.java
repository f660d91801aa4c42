package io.mitalk.social.auth;

import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.Routes;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.Belongings;
import io.mitalk.social.mail.Mails;
import java.util.List;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Puts the ways in together. */
public final class Auth {

    private final Sessions sessions;
    private final SignInLinks links;
    private final List<Routes> routes;

    private Auth(Sessions sessions, SignInLinks links, List<Routes> routes) {
        this.sessions = sessions;
        this.links = links;
        this.routes = List.copyOf(routes);
    }

    /**
     * What signing in needs of others.
     *
     * @param codeKey HMAC-SHA256 key of the data folder
     */
    public record Needs(
            Database database,
            Accounts accounts,
            Sessions sessions,
            Mails mails,
            Sessions.Parts parts,
            SecretKeySpec codeKey) {}

    /** Makes the routes. */
    public static Auth start(AuthSettings settings, Needs needs) {
        var parts = new AuthParts(needs.database(), needs.accounts(), needs.sessions());
        var common = needs.parts();
        var links = new SignInLinks(settings.linkLifetime(), common.randomness());
        var codes =
                new Codes(
                        settings.codes(),
                        needs.mails(),
                        common.randomness(),
                        common.ids(),
                        needs.codeKey());
        var limits = new SourceLimits(settings.codes(), common.clock());
        return new Auth(
                needs.sessions(),
                links,
                List.of(
                        new SessionRoutes(parts),
                        new SignInRoutes(parts, codes, links, limits),
                        new PasskeyRoutes(settings.passkeys(), parts, limits, common)));
    }

    /** Its routes. */
    public List<Routes> routes() {
        return routes;
    }

    /** Sessions, for whoever signs somebody in. */
    public Sessions sessions() {
        return sessions;
    }

    /** Sign-in links, for operators. */
    public SignInLinks links() {
        return links;
    }

    /** What signing in keeps of an account. */
    public static Belongings belongings(Sessions sessions) {
        return new Belongings() {
            @Override
            public String name() {
                return "sessions";
            }

            @Override
            public @Nullable Object export(Tx tx, UUID account) {
                return sessions.of(tx, account, null);
            }

            @Override
            public void erase(Tx tx, UUID account) {
                sessions.endAll(tx, account, null);
                CodeStore.forget(tx, account);
                PasskeyStore.forget(tx, account);
                SignInLinks.forget(tx, account);
            }
        };
    }
}
