package io.mitalk.social.invite;

import static java.time.ZoneOffset.UTC;

import io.mitalk.db.Deadlines;
import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Visitor;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.secret.SealedText;
import io.mitalk.kit.text.Language;
import io.mitalk.kit.text.Prose;
import io.mitalk.social.account.Account;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.EmailAddresses;
import io.mitalk.social.account.NewAccount;
import io.mitalk.social.account.PersonCard;
import io.mitalk.social.mail.Mail;
import io.mitalk.social.mail.Mails;
import io.mitalk.social.notify.Notices;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The verbs of invitations; each runs in the caller's transaction. */
public final class Invitations {

    private static final String EXPIRY = "invite.expiry";
    private static final String REDEEMED = "invite.redeemed";
    private static final String NOTICE = "invitation";
    private static final Duration TELL_AFTER = Duration.ofSeconds(1);
    private static final int LISTED = 500;

    private final InviteSettings settings;
    private final Parts parts;
    private final Credits credits;
    private final KeptCodes kept;

    /**
     * What invitations are made of; {@code publicUrl} is where browsers find the page, without a slash at its end, and
     * {@code codes} seals what their makers may see again.
     */
    public record Parts(
            Accounts accounts,
            Notices notices,
            Mails mails,
            String publicUrl,
            Deadlines deadlines,
            Uuid7 ids,
            Randomness randomness,
            SealedText codes) {}

    /** Made by the assembly, before the deadlines start. */
    public Invitations(InviteSettings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
        credits = new Credits(settings.initialCredits());
        kept = new KeptCodes(parts.codes());
        parts.deadlines().on(EXPIRY, this::expire);
        parts.deadlines().on(REDEEMED, this::tellInviter);
    }

    /**
     * Immutable. What an inviter asks for; exactly one of handle and e-mail is given.
     *
     * @param unlimited an operator's: costs no credit
     */
    record Wish(
            UUID inviter,
            boolean unlimited,
            @Nullable String handle,
            @Nullable String email,
            String reason) {}

    /** Immutable. A new invitation with the code that its maker hands over. */
    record Made(Invitation invitation, String code) {}

    /** Immutable. Who holds a code, or the id of an invitation that a notice told them of. */
    record Holder(@Nullable String code, @Nullable UUID id, @Nullable UUID account) {}

    /** Immutable. What becomes known to who opens an invitation. */
    record Opened(Invitation invitation, PersonCard inviter, Verdict verdict) {}

    /** Immutable. What somebody without a reservation becomes. */
    record Newcomer(@Nullable String handle, @Nullable String displayName, Language language) {}

    /** Immutable. Who came in, and whether the account was made just now and needs a session. */
    record LetIn(Account account, boolean fresh) {}

    /**
     * Makes an invitation, takes its credit, and tells its person by mail and notice.
     *
     * @throws ProblemRaised what {@link InviteProblems} lists for making, or {@code email-invalid}
     */
    Made make(Tx tx, Wish wish) throws ProblemRaised {
        var reason = checked(Prose.of(wish.reason()));
        var target = target(tx, wish);
        var now = tx.now();
        var invitation =
                new Invitation(
                        parts.ids().next(),
                        wish.inviter(),
                        target.binding(),
                        reason.text(),
                        null,
                        !wish.unlimited(),
                        false,
                        new InvitationState.Open(),
                        now,
                        now.plus(settings.lifetime()));
        if (InvitationStore.countOpen(tx, wish.inviter()) >= settings.maxOpen()) {
            throw InviteProblems.TOO_MANY.raise();
        }
        if (!InvitationStore.add(tx, invitation)) {
            throw InviteProblems.ALREADY_INVITED.raise();
        }
        if (invitation.charged() && !credits.spend(tx, wish.inviter(), invitation.id())) {
            throw InviteProblems.NO_CREDITS.raise();
        }
        parts.deadlines().set(tx, EXPIRY, invitation.id().toString(), invitation.expiresAt());
        tell(tx, invitation, target);
        String code = addCode(tx, invitation, false);
        kept.keep(tx, invitation.id(), code);
        return new Made(invitation, code);
    }

    /** The codes of the invitations that {@code inviter} has given out and that are still open. */
    Map<UUID, String> codes(Tx tx, UUID inviter) {
        return kept.of(tx, inviter);
    }

    /** What {@code inviter} has given out, the newest first. */
    List<Invitation> of(Tx tx, UUID inviter) {
        return InvitationStore.of(tx, inviter, LISTED);
    }

    /**
     * Takes an open invitation back.
     *
     * @throws ProblemRaised {@code not-found} unless it is the inviter's own, {@code invitation-ended}
     */
    void revoke(Tx tx, UUID inviter, UUID id) throws ProblemRaised {
        end(tx, ownOpen(tx, inviter, id), Credits.Rule.RETURNED_REVOKED);
    }

    /**
     * Puts a greeting on an open invitation, or takes it off with null.
     *
     * @throws ProblemRaised {@code not-found}, {@code invitation-ended}
     */
    void greet(Tx tx, UUID inviter, UUID id, @Nullable String blob) throws ProblemRaised {
        ownOpen(tx, inviter, id);
        var greeting =
                blob == null
                        ? null
                        : new Invitation.Greeting(blob, Codes.fresh(parts.randomness()));
        InvitationStore.greet(tx, id, greeting);
    }

    /** The blob of an open invitation's greeting, or null. */
    @Nullable String greeting(Tx tx, String key) {
        var invitation = InvitationStore.byGreetingKey(tx, key);
        if (invitation == null || !invitation.open(tx.now())) {
            return null;
        }
        var greeting = invitation.greeting();
        return greeting == null ? null : greeting.blob();
    }

    /**
     * What an invitation is, for who holds it. An invitation of a mailbox that somebody with a reservation opens is
     * bound to that reservation from then on.
     *
     * @return null for every code and id under which there is nothing to redeem
     */
    @Nullable Opened open(Tx tx, Holder holder) {
        var held = held(tx, holder);
        if (held == null || held.verdict() instanceof Verdict.Invalid) {
            return null;
        }
        var invitation = held.invitation();
        if (held.verdict() instanceof Verdict.LetsIn(var account)) {
            InvitationStore.bind(tx, invitation.id(), account);
        }
        var inviter = Objects.requireNonNull(parts.accounts().card(tx, invitation.inviter()));
        return new Opened(invitation, inviter, held.verdict());
    }

    /** Immutable. What redeeming came to. */
    sealed interface Redemption {

        /** Somebody is in. */
        record Done(LetIn who) implements Redemption {}

        /** Nobody is, and the transaction is to be kept nevertheless: it notes the attempt. */
        record Refused(Problem why) implements Redemption {}
    }

    /**
     * Redeems: exactly one of those who try at once gets in.
     *
     * @throws ProblemRaised when a new account cannot be made as asked; nothing is kept then
     */
    Redemption redeem(Tx tx, Holder holder, Newcomer newcomer) throws ProblemRaised {
        var held = held(tx, holder);
        if (held == null) {
            return new Redemption.Refused(InviteProblems.INVALID);
        }
        return switch (held.verdict()) {
            case Verdict.LetsIn(var account) -> letIn(tx, held, account, false);
            case Verdict.MakesAccount(var email) -> makeAccount(tx, held, email, newcomer);
            case Verdict.AsksWho() -> new Redemption.Refused(Problem.NOT_SIGNED_IN);
            case Verdict.AlreadyIn() -> new Redemption.Refused(InviteProblems.ALREADY_MEMBER);
            case Verdict.Barred() -> new Redemption.Refused(Problem.SUSPENDED);
            case Verdict.Invalid() -> new Redemption.Refused(InviteProblems.INVALID);
            case Verdict.ForAnother(var misuse) -> {
                if (misuse) {
                    InvitationStore.misused(tx, held.invitation().id());
                }
                yield new Redemption.Refused(InviteProblems.FOR_ANOTHER);
            }
        };
    }

    /** What shows the invitation behind a code; what follows the number sign never leaves the browser. */
    String link(String code) {
        return parts.publicUrl() + "/invite#" + code;
    }

    /** How many invitations a member may still make. */
    int credits(Tx tx, UUID member) {
        return credits.balance(tx, member);
    }

    /** The newest changes of the balance of somebody who may have no purse yet. */
    List<CreditStore.Line> ledger(Tx tx, UUID account) {
        return credits.ledger(tx, account, LISTED);
    }

    /** Whether an open invitation waits for this reservation. */
    boolean waitsFor(Tx tx, UUID account) {
        return !InvitationStore.openFor(tx, account).isEmpty();
    }

    /** Ends what an account gave out and what waits for it, when the account itself ends. */
    void forget(Tx tx, UUID account) {
        for (var invitation : InvitationStore.openBy(tx, account)) {
            end(tx, invitation, Credits.Rule.RETURNED_REVOKED);
        }
        for (var invitation : InvitationStore.openFor(tx, account)) {
            end(tx, invitation, Credits.Rule.RETURNED_REVOKED);
        }
    }

    private record Target(Binding binding, @Nullable Account account, String email) {}

    private record Held(Invitation invitation, boolean mailed, Verdict verdict) {}

    private Prose checked(Prose reason) throws ProblemRaised {
        int length = reason.length();
        if (length < settings.reasonMin()) {
            throw InviteProblems.REASON_TOO_SHORT.raise().with("min", settings.reasonMin());
        }
        if (length > settings.reasonMax() || reason.text().length() > 8 * settings.reasonMax()) {
            throw InviteProblems.REASON_TOO_LONG.raise().with("max", settings.reasonMax());
        }
        return reason;
    }

    private Target target(Tx tx, Wish wish) throws ProblemRaised {
        if ((wish.handle() == null) == (wish.email() == null)) {
            throw InviteProblems.NOBODY_NAMED.raise();
        }
        if (wish.handle() != null) {
            String handle = wish.handle().strip();
            var account =
                    parts.accounts()
                            .byHandle(tx, handle.startsWith("@") ? handle.substring(1) : handle);
            if (account == null) {
                throw InviteProblems.NO_RESERVATION.raise();
            }
            refuseMember(account);
            return new Target(
                    new Binding.ToReservation(account.id()),
                    account,
                    Objects.requireNonNullElse(account.email(), ""));
        }
        String email = EmailAddresses.normalised(Objects.requireNonNull(wish.email()));
        var account = parts.accounts().byEmail(tx, email);
        if (account == null) {
            return new Target(new Binding.ToEmail(email, null), null, email);
        }
        refuseMember(account);
        return new Target(new Binding.ToEmail(email, account.id()), account, email);
    }

    private static void refuseMember(Account account) throws ProblemRaised {
        if (account.state() != Account.State.RESERVED) {
            throw InviteProblems.ALREADY_MEMBER.raise();
        }
    }

    private void tell(Tx tx, Invitation invitation, Target target) {
        var inviter = Objects.requireNonNull(parts.accounts().byId(tx, invitation.inviter()));
        var account = target.account();
        if (account != null) {
            parts.notices()
                    .tell(
                            tx,
                            account.id(),
                            NOTICE,
                            invitation.id(),
                            new InvitationNotice(
                                    invitation.id(),
                                    inviter.card(),
                                    invitation.reason(),
                                    invitation.expiresAt()));
        }
        if (!target.email().isEmpty()) {
            var language = account == null ? inviter.language() : account.language();
            var values =
                    Map.of(
                            "inviter", inviter.displayName(),
                            "reason", invitation.reason(),
                            "link", link(addCode(tx, invitation, true)),
                            "until", LocalDate.ofInstant(invitation.expiresAt(), UTC).toString());
            parts.mails().put(tx, new Mail(target.email(), language, NOTICE, values));
        }
    }

    /** Immutable. What the notice of an invitation holds. */
    private record InvitationNotice(
            UUID invitationId, PersonCard inviter, String reason, Instant expiresAt) {}

    /** Immutable. What the inviter is told. */
    private record RedeemedNotice(UUID invitationId, PersonCard by) {}

    private String addCode(Tx tx, Invitation invitation, boolean mailed) {
        String code = Codes.fresh(parts.randomness());
        InvitationStore.addCode(tx, Codes.hash(code), invitation.id(), mailed);
        return code;
    }

    private Invitation ownOpen(Tx tx, UUID inviter, UUID id) throws ProblemRaised {
        var invitation = InvitationStore.locked(tx, id);
        if (invitation == null || !invitation.inviter().equals(inviter)) {
            throw Problem.NOT_FOUND.raise();
        }
        if (!invitation.open(tx.now())) {
            throw InviteProblems.NOT_OPEN.raise();
        }
        return invitation;
    }

    /** The locked invitation with what it does for its holder; null when there is none. */
    private @Nullable Held held(Tx tx, Holder holder) {
        var coded = coded(tx, holder);
        if (coded == null) {
            return null;
        }
        var inviterId = coded.invitation().inviter();
        var asked = holder.account() == null ? inviterId : holder.account();
        var accounts = parts.accounts().byIds(tx, List.of(inviterId, asked));
        var inviter = accounts.get(inviterId);
        boolean inviterActive = inviter != null && inviter.standing() == Visitor.Standing.ACTIVE;
        var redeemer = redeemer(holder.account() == null ? null : accounts.get(asked));
        var verdict = Verdict.of(coded.invitation(), inviterActive, redeemer, tx.now());
        return new Held(coded.invitation(), coded.mailed(), verdict);
    }

    private static InvitationStore.@Nullable Coded coded(Tx tx, Holder holder) {
        if (holder.code() != null) {
            return InvitationStore.lockedByCode(tx, Codes.hash(holder.code()));
        }
        // An id is no secret: it serves only the reservation that was told of it.
        var invitation = holder.id() == null ? null : InvitationStore.locked(tx, holder.id());
        var bound = invitation == null ? null : invitation.binding().reservation();
        return invitation == null || bound == null || !bound.equals(holder.account())
                ? null
                : new InvitationStore.Coded(invitation, false);
    }

    private static Redeemer redeemer(@Nullable Account account) {
        if (account == null) {
            return new Redeemer.Stranger();
        }
        return switch (account.standing()) {
            case ANONYMOUS -> new Redeemer.Stranger();
            case RESERVED -> new Redeemer.Reserved(account.id());
            case ACTIVE -> new Redeemer.Member(account.id());
            case SUSPENDED -> new Redeemer.Suspended(account.id());
        };
    }

    private Redemption makeAccount(Tx tx, Held held, String email, Newcomer newcomer)
            throws ProblemRaised {
        if (parts.accounts().byEmail(tx, email) != null) {
            // The mailbox has an account by now: its owner signs in and redeems with that.
            return new Redemption.Refused(Problem.NOT_SIGNED_IN);
        }
        if (newcomer.handle() == null) {
            throw Problem.BAD_REQUEST.raise().with("field", "handle");
        }
        if (newcomer.displayName() == null) {
            throw Problem.BAD_REQUEST.raise().with("field", "displayName");
        }
        var account =
                parts.accounts()
                        .create(
                                tx,
                                NewAccount.of(
                                        newcomer.handle(),
                                        newcomer.displayName(),
                                        email,
                                        held.mailed(),
                                        newcomer.language()));
        return letIn(tx, held, account.id(), true);
    }

    private Redemption letIn(Tx tx, Held held, UUID id, boolean fresh) {
        var invitation = held.invitation();
        var account = parts.accounts().activate(tx, id);
        if (account == null) {
            return new Redemption.Refused(InviteProblems.ALREADY_MEMBER);
        }
        // Its expiry stays remembered, and will find it redeemed: nothing to do.
        InvitationStore.redeemed(tx, invitation.id(), id);
        credits.open(tx, id);
        if (held.mailed() && account.emailConfirmedAt() == null && isOwnMail(held, account)) {
            parts.accounts().confirmEmail(tx, id);
            account = Objects.requireNonNull(parts.accounts().byId(tx, id));
        }
        parts.notices().withdraw(tx, id, NOTICE, invitation.id());
        for (var other : InvitationStore.openFor(tx, id)) {
            end(tx, other, Credits.Rule.RETURNED_LET_IN);
        }
        // In a transaction of its own: redemptions of one inviter's invitations must not wait for
        // each other; and a moment later, so that many at once are let in before anybody is told.
        parts.deadlines().set(tx, REDEEMED, invitation.id().toString(), tx.now().plus(TELL_AFTER));
        return new Redemption.Done(new LetIn(account, fresh));
    }

    private void tellInviter(Tx tx, String key) {
        var invitation = InvitationStore.locked(tx, UUID.fromString(key));
        if (invitation == null
                || !(invitation.state() instanceof InvitationState.Redeemed(var by, var _))) {
            return;
        }
        var card = parts.accounts().card(tx, by);
        if (card != null) {
            parts.notices()
                    .tell(
                            tx,
                            invitation.inviter(),
                            "invitation-redeemed",
                            new RedeemedNotice(invitation.id(), card));
        }
    }

    /** Whether the letter with the code went to the address that the account claims. */
    private static boolean isOwnMail(Held held, Account account) {
        return switch (held.invitation().binding()) {
            case Binding.ToReservation _ -> true;
            case Binding.ToEmail(var email, var _) -> email.equals(account.email());
        };
    }

    private void expire(Tx tx, String key) {
        var invitation = InvitationStore.locked(tx, UUID.fromString(key));
        if (invitation != null && invitation.state() instanceof InvitationState.Open) {
            end(tx, invitation, Credits.Rule.RETURNED_EXPIRED);
        }
    }

    /** Ends an invitation that let nobody in. */
    private void end(Tx tx, Invitation invitation, Credits.Rule rule) {
        var state =
                rule == Credits.Rule.RETURNED_EXPIRED
                        ? new InvitationState.Expired(tx.now())
                        : new InvitationState.Revoked(tx.now());
        InvitationStore.end(tx, invitation.id(), state);
        InvitationStore.greet(tx, invitation.id(), null);
        parts.deadlines().cancel(tx, EXPIRY, invitation.id().toString());
        credits.settle(tx, invitation, rule);
        var bound = invitation.binding().reservation();
        if (bound != null) {
            parts.notices().withdraw(tx, bound, NOTICE, invitation.id());
        }
    }
}
