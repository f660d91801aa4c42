package io.mitalk.social.invite;

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
import io.mitalk.http.Visitor;
import io.mitalk.kit.limit.KeyedLimiter;
import io.mitalk.kit.limit.Rate;
import io.mitalk.kit.text.Language;
import io.mitalk.kit.time.Clock;
import io.mitalk.social.account.AccountProblems;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.Me;
import io.mitalk.social.account.PersonCard;
import io.mitalk.social.auth.Device;
import io.mitalk.social.auth.Sessions;
import io.mitalk.social.invite.qr.QrCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Thread-safe. {@code /api/invitations} and what becomes of them. */
public final class InvitationRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 32 * 1024;
    private static final int MAX_KEYS = 10_000;

    private final Parts parts;
    private final KeyedLimiter<UUID> tries;

    /** What the routes are made of; {@code community} is what everybody may see of it. */
    public record Parts(
            Database database,
            Invitations invitations,
            Accounts accounts,
            Sessions sessions,
            Function<Tx, Object> community,
            Clock clock) {}

    /** Made by the assembly. */
    public InvitationRoutes(InviteSettings settings, Parts parts) {
        this.parts = parts;
        tries =
                new KeyedLimiter<>(
                        Rate.perMinute(settings.triesPerMinute()), MAX_KEYS, parts.clock());
    }

    private record MakeRequest(@Nullable String handle, @Nullable String email, String reason) {}

    private record HolderRequest(@Nullable String code, @Nullable UUID id) {}

    private record RedeemRequest(
            @Nullable String code,
            @Nullable UUID id,
            @Nullable String handle,
            @Nullable String displayName,
            @Nullable String language) {}

    private record To(@Nullable String handle, @Nullable String email) {}

    private record InvitationAnswer(
            UUID id,
            String state,
            To to,
            String reason,
            @Nullable String greetingUrl,
            @Nullable String url,
            @Nullable String qr,
            Instant createdAt,
            Instant expiresAt,
            @Nullable PersonCard redeemedBy) {}

    private record InvitationsAnswer(int credits, List<InvitationAnswer> items) {}

    private record Bound(String kind, String hint) {}

    private record InvitationView(
            UUID id,
            PersonCard inviter,
            String reason,
            @Nullable String greetingUrl,
            Instant expiresAt,
            Bound bound,
            Object community,
            @Nullable Boolean forYou) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("invite", InviteProblems.ALL)
                .post("/api/invitations", this::make)
                .get("/api/invitations", this::list)
                .delete("/api/invitations/{id}", this::revoke)
                .post("/api/invitations/open", this::open)
                .post("/api/invitations/redeem", this::redeem);
    }

    private void make(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        var inviter = visitor.member();
        if (!visitor.operator() && !tries.take(inviter)) {
            throw Problem.tooSoon(tries.waitMs(inviter));
        }
        var request = Body.read(context, MakeRequest.class, MAX_BODY_BYTES);
        var wish =
                new Invitations.Wish(
                        inviter,
                        visitor.operator(),
                        request.handle(),
                        request.email(),
                        request.reason());
        var answer =
                parts.database()
                        .<InvitationAnswer, ProblemRaised>write(
                                tx -> {
                                    var made = parts.invitations().make(tx, wish);
                                    String url = parts.invitations().link(made.code());
                                    var cards = cards(tx, List.of(made.invitation()));
                                    return answer(made.invitation(), cards, url);
                                });
        Answer.json(context, 201, answer);
    }

    private void list(Context context) throws ProblemRaised {
        var inviter = RequestInfo.visitor(context).member();
        Answer.json(
                context,
                200,
                parts.database()
                        .<InvitationsAnswer, RuntimeException>write(
                                tx -> {
                                    var given = parts.invitations().of(tx, inviter);
                                    var cards = cards(tx, given);
                                    var codes = parts.invitations().codes(tx, inviter);
                                    return new InvitationsAnswer(
                                            parts.invitations().credits(tx, inviter),
                                            given.stream()
                                                    .map(one -> answer(one, cards, url(codes, one)))
                                                    .toList());
                                }));
    }

    private @Nullable String url(Map<UUID, String> codes, Invitation invitation) {
        String code = codes.get(invitation.id());
        return code == null ? null : parts.invitations().link(code);
    }

    private void revoke(Context context) throws ProblemRaised {
        var inviter = RequestInfo.visitor(context).member();
        var id = PathId.of(context, "id");
        parts.database().<ProblemRaised>run(tx -> parts.invitations().revoke(tx, inviter, id));
        Answer.done(context);
    }

    private void open(Context context) throws ProblemRaised {
        var request = Body.read(context, HolderRequest.class, MAX_BODY_BYTES);
        var holder = holder(context, request.code(), request.id());
        var view =
                parts.database()
                        .<@Nullable InvitationView, RuntimeException>write(
                                tx -> {
                                    var opened = parts.invitations().open(tx, holder);
                                    return opened == null ? null : view(tx, opened);
                                });
        if (view == null) {
            throw InviteProblems.INVALID.raise();
        }
        Answer.json(context, 200, view);
    }

    private void redeem(Context context) throws ProblemRaised {
        var request = Body.read(context, RedeemRequest.class, MAX_BODY_BYTES);
        var visitor = RequestInfo.visitor(context);
        var holder = holder(context, request.code(), request.id());
        var newcomer =
                new Invitations.Newcomer(
                        request.handle(), request.displayName(), language(request, visitor));
        var device = Device.of(context);
        var done =
                parts.database()
                        .<Done, ProblemRaised>write(
                                tx ->
                                        done(
                                                tx,
                                                parts.invitations().redeem(tx, holder, newcomer),
                                                device));
        if (done.refused() != null) {
            throw done.refused().raise();
        }
        if (done.token() != null) {
            parts.sessions().give(context, done.token());
        }
        Answer.json(context, 200, Objects.requireNonNull(done.me()));
    }

    /** Immutable. What a redemption is answered with: a problem, or the account, with a session when it is new. */
    private record Done(@Nullable Problem refused, @Nullable Me me, @Nullable String token) {}

    private Done done(Tx tx, Invitations.Redemption redemption, Device device) {
        return switch (redemption) {
            case Invitations.Redemption.Refused(var why) -> new Done(why, null, null);
            case Invitations.Redemption.Done(var who) -> {
                var account = who.account();
                var me = parts.accounts().me(tx, account);
                var token = who.fresh() ? parts.sessions().open(tx, account.id(), device) : null;
                yield new Done(null, me, token);
            }
        };
    }

    private static Invitations.Holder holder(
            Context context, @Nullable String code, @Nullable UUID id) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        visitor.refuseSuspended();
        if ((code == null) == (id == null)) {
            throw Problem.BAD_REQUEST.raise().with("field", "code");
        }
        return new Invitations.Holder(code, id, visitor.accountId());
    }

    private static Language language(RedeemRequest request, Visitor visitor) throws ProblemRaised {
        if (request.language() == null) {
            return visitor.language();
        }
        var language = Language.ofTag(request.language());
        if (language == null) {
            throw AccountProblems.LANGUAGE_INVALID.raise();
        }
        return language;
    }

    private Map<UUID, PersonCard> cards(Tx tx, List<Invitation> invitations) {
        var ids = new HashSet<UUID>();
        for (var invitation : invitations) {
            var account = invitation.binding().reservation();
            if (account != null) {
                ids.add(account);
            }
        }
        return parts.accounts().cards(tx, new ArrayList<>(ids));
    }

    private static InvitationAnswer answer(
            Invitation invitation, Map<UUID, PersonCard> cards, @Nullable String url) {
        var to =
                switch (invitation.binding()) {
                    case Binding.ToReservation(var account) -> new To(handle(cards, account), null);
                    case Binding.ToEmail(var email, var _) -> new To(null, email);
                };
        return new InvitationAnswer(
                invitation.id(),
                invitation.state().word(),
                to,
                invitation.reason(),
                greetingUrl(invitation),
                url,
                url == null ? null : QrCode.dataUrl(url),
                invitation.createdAt(),
                invitation.expiresAt(),
                invitation.state() instanceof InvitationState.Redeemed(var by, var _)
                        ? cards.get(by)
                        : null);
    }

    private static @Nullable String handle(Map<UUID, PersonCard> cards, UUID account) {
        var card = cards.get(account);
        return card == null ? null : card.handle();
    }

    private static @Nullable String greetingUrl(Invitation invitation) {
        var greeting = invitation.greeting();
        return greeting == null || !(invitation.state() instanceof InvitationState.Open)
                ? null
                : "/api/invitations/greetings/" + greeting.key();
    }

    private InvitationView view(Tx tx, Invitations.Opened opened) {
        var invitation = opened.invitation();
        return new InvitationView(
                invitation.id(),
                opened.inviter(),
                invitation.reason(),
                greetingUrl(invitation),
                invitation.expiresAt(),
                bound(tx, invitation.binding()),
                parts.community().apply(tx),
                forYou(opened.verdict()));
    }

    private Bound bound(Tx tx, Binding binding) {
        return switch (binding) {
            case Binding.ToReservation(var account) -> {
                var card = Objects.requireNonNull(parts.accounts().card(tx, account));
                yield new Bound("handle", card.handle());
            }
            case Binding.ToEmail(var email, var _) -> new Bound("email", hint(email));
        };
    }

    /** Enough of an address for its owner to recognise it: the first character and the domain. */
    static String hint(String email) {
        int at = email.lastIndexOf('@');
        return email.substring(0, email.offsetByCodePoints(0, 1)) + "…" + email.substring(at);
    }

    private static @Nullable Boolean forYou(Verdict verdict) {
        return switch (verdict) {
            case Verdict.LetsIn _ -> Boolean.TRUE;
            case Verdict.MakesAccount _, Verdict.AsksWho _ -> null;
            case Verdict.ForAnother _, Verdict.AlreadyIn _, Verdict.Barred _, Verdict.Invalid _ ->
                    Boolean.FALSE;
        };
    }
}
