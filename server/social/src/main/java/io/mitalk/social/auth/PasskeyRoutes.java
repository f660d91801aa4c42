package io.mitalk.social.auth;

import io.javalin.http.Context;
import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.PathId;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.text.Names;
import io.mitalk.social.account.Account;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.Me;
import io.mitalk.social.auth.passkey.Credential;
import io.mitalk.social.auth.passkey.PasskeyRefused;
import io.mitalk.social.auth.passkey.Site;
import io.mitalk.social.auth.passkey.WebAuthn;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Thread-safe. Passkeys: enrolled by who is signed in, and a way in by themselves. */
final class PasskeyRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_NAME = 40;

    private final WebAuthn webAuthn = new WebAuthn();
    private final AuthSettings.PasskeyLimits settings;
    private final Database database;
    private final Accounts accounts;
    private final Sessions sessions;
    private final SourceLimits limits;
    private final Uuid7 ids;
    private final Randomness randomness;

    PasskeyRoutes(
            AuthSettings.PasskeyLimits settings,
            AuthParts parts,
            SourceLimits limits,
            Sessions.Parts common) {
        this.settings = settings;
        this.database = parts.database();
        this.accounts = parts.accounts();
        this.sessions = parts.sessions();
        this.limits = limits;
        this.ids = common.ids();
        this.randomness = common.randomness();
    }

    private record Listing(List<PasskeyStore.Listed> items) {}

    private record Enrolment(UUID requestId, ObjectNode options) {}

    private record NewPasskey(UUID requestId, String name, JsonNode credential) {}

    private record Answered(UUID requestId, JsonNode credential) {}

    private record Entered(Me me, String token) {}

    @Override
    public void addTo(RouteTable table) {
        table.get("/api/me/passkeys", this::list);
        table.post("/api/me/passkeys/challenge", this::challengeEnrolment);
        table.post("/api/me/passkeys", this::enrol);
        table.delete("/api/me/passkeys/{id}", this::remove);
        table.post("/api/auth/passkeys/challenge", this::challengeSignIn);
        table.post("/api/auth/passkeys/sessions", this::enter);
    }

    private void list(Context context) throws ProblemRaised {
        var account = RequestInfo.visitor(context).known();
        Answer.json(
                context,
                200,
                database.<Listing, RuntimeException>read(
                        tx -> new Listing(PasskeyStore.of(tx, account))));
    }

    private void challengeEnrolment(Context context) throws ProblemRaised {
        limits.attempt(RequestInfo.of(context));
        var id = RequestInfo.visitor(context).signedIn();
        var site = site(context);
        var request = ids.next();
        String challenge = Tokens.next(randomness);
        ObjectNode options =
                database.write(
                        tx -> {
                            var account = Objects.requireNonNull(accounts.byId(tx, id));
                            PasskeyStore.ask(
                                    tx,
                                    request,
                                    new PasskeyStore.Challenge(challenge, id),
                                    settings.challengeLifetime());
                            return creation(
                                    account, challenge, site, PasskeyStore.credentialIds(tx, id));
                        });
        Answer.json(context, 200, new Enrolment(request, options));
    }

    /** PublicKeyCredentialCreationOptionsJSON (WebAuthn section 5.1.8). */
    private ObjectNode creation(Account account, String challenge, Site site, List<String> known) {
        var options = Json.mapper().createObjectNode();
        options.putObject("rp").put("id", site.rpId()).put("name", site.rpId());
        options.putObject("user")
                .put("id", userHandle(account.id()))
                .put("name", account.handle())
                .put("displayName", account.displayName());
        options.put("challenge", challenge);
        var algorithms = options.putArray("pubKeyCredParams");
        WebAuthn.algorithms()
                .forEach(alg -> algorithms.addObject().put("type", "public-key").put("alg", alg));
        options.put("timeout", settings.challengeLifetime().toMillis());
        var excluded = options.putArray("excludeCredentials");
        known.forEach(id -> excluded.addObject().put("type", "public-key").put("id", id));
        options.putObject("authenticatorSelection")
                .put("residentKey", "required")
                .put("requireResidentKey", true)
                .put("userVerification", "required");
        return options.put("attestation", "none");
    }

    private void enrol(Context context) throws ProblemRaised {
        limits.attempt(RequestInfo.of(context));
        var account = RequestInfo.visitor(context).signedIn();
        var body = Body.read(context, NewPasskey.class, MAX_BODY_BYTES);
        String name = Names.clean(body.name(), MAX_NAME);
        if (name == null) {
            throw AuthProblems.PASSKEY_NAME_INVALID.raise();
        }
        String challenge = challenge(body.requestId(), account);
        try {
            var credential =
                    webAuthn.register(Json.write(body.credential()), challenge, site(context));
            var passkey = new PasskeyStore.Known(ids.next(), account, credential);
            var kept =
                    database.<PasskeyStore.Listed, ProblemRaised>write(
                            tx -> keep(tx, passkey, name));
            Answer.json(context, 201, kept);
        } catch (PasskeyRefused e) {
            throw AuthProblems.PASSKEY_REFUSED.raise();
        }
    }

    private PasskeyStore.Listed keep(Tx tx, PasskeyStore.Known passkey, String name)
            throws ProblemRaised {
        if (PasskeyStore.count(tx, passkey.account()) >= settings.perAccount()) {
            throw AuthProblems.TOO_MANY_PASSKEYS.raise();
        }
        var kept = PasskeyStore.insert(tx, passkey, name);
        if (kept == null) {
            throw AuthProblems.PASSKEY_REFUSED.raise();
        }
        accounts.tellMe(tx, passkey.account());
        return kept;
    }

    private void remove(Context context) throws ProblemRaised {
        var account = RequestInfo.visitor(context).known();
        var id = PathId.of(context, "id");
        boolean removed =
                database.<Boolean, RuntimeException>write(
                        tx -> PasskeyStore.remove(tx, account, id));
        if (!removed) {
            throw Problem.NOT_FOUND.raise();
        }
        Answer.done(context);
    }

    private void challengeSignIn(Context context) throws ProblemRaised {
        limits.attempt(RequestInfo.of(context));
        var request = ids.next();
        String challenge = Tokens.next(randomness);
        database.run(
                tx ->
                        PasskeyStore.ask(
                                tx,
                                request,
                                new PasskeyStore.Challenge(challenge, null),
                                settings.challengeLifetime()));
        var options = Json.mapper().createObjectNode();
        options.put("requestId", request.toString());
        options.put("challenge", challenge);
        options.put("timeout", settings.challengeLifetime().toMillis());
        options.put("rpId", site(context).rpId());
        options.putArray("allowCredentials");
        options.put("userVerification", "required");
        Answer.json(context, 200, options);
    }

    private void enter(Context context) throws ProblemRaised {
        limits.attempt(RequestInfo.of(context));
        var body = Body.read(context, Answered.class, MAX_BODY_BYTES);
        String challenge = challenge(body.requestId(), null);
        String json = Json.write(body.credential());
        var site = site(context);
        var device = Device.of(context);
        try {
            String credentialId = body.credential().path("id").asString("");
            Entered entered =
                    database.<Entered, PasskeyRefused>write(
                            tx -> {
                                var known = PasskeyStore.locked(tx, credentialId);
                                if (known == null) {
                                    throw new PasskeyRefused("an unknown credential");
                                }
                                long counter =
                                        webAuthn.authenticate(
                                                json, challenge, site, known.credential());
                                PasskeyStore.used(tx, known.id(), counter);
                                String token = sessions.open(tx, known.account(), device);
                                return new Entered(
                                        Objects.requireNonNull(accounts.me(tx, known.account())),
                                        token);
                            });
            sessions.give(context, entered.token());
            Answer.json(context, 200, entered.me());
        } catch (PasskeyRefused e) {
            throw AuthProblems.PASSKEY_REFUSED.raise();
        }
    }

    /** Takes the challenge; a wrong answer needs a new one. */
    private String challenge(UUID request, @Nullable UUID account) throws ProblemRaised {
        var asked =
                database.<PasskeyStore.@Nullable Challenge, RuntimeException>write(
                        tx -> PasskeyStore.answered(tx, request));
        if (asked == null || !Objects.equals(asked.account(), account)) {
            throw AuthProblems.CHALLENGE_EXPIRED.raise();
        }
        return asked.text();
    }

    /** The page's own address: the gate has let no foreign one through. */
    private static Site site(Context context) {
        String origin = context.header("Origin");
        var info = RequestInfo.of(context);
        return new Site(
                origin != null ? origin : (info.secure() ? "https://" : "http://") + info.host());
    }

    private static String userHandle(UUID account) {
        return Credential.text(
                ByteBuffer.allocate(16)
                        .putLong(account.getMostSignificantBits())
                        .putLong(account.getLeastSignificantBits())
                        .array());
    }
}
