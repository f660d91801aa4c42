package io.mitalk.social.invite;

import java.time.Instant;
import java.util.UUID;

/** Immutable. What an invitation does for who holds its code. The rules stand in {@link #of} and nowhere else. */
sealed interface Verdict {

    /** Their reservation becomes active; the invitation is bound to it from now on. */
    record LetsIn(UUID account) implements Verdict {}

    /** They may make an account with it: it is for an address, and no reservation has claimed it. */
    record MakesAccount(String email) implements Verdict {}

    /** It is somebody's; they must sign in first. */
    record AsksWho() implements Verdict {}

    /**
     * It is for another.
     *
     * @param misuse whether that counts against the inviter; trying one's own links does not
     */
    record ForAnother(boolean misuse) implements Verdict {}

    /** They are in already. */
    record AlreadyIn() implements Verdict {}

    /** They are suspended. */
    record Barred() implements Verdict {}

    /** There is nothing to redeem. */
    record Invalid() implements Verdict {}

    /**
     * Judges a code that belongs to {@code invitation}.
     *
     * @param inviterActive false while the inviter is suspended or gone: nobody comes in on their word then
     */
    static Verdict of(
            Invitation invitation, boolean inviterActive, Redeemer redeemer, Instant now) {
        if (!inviterActive || !invitation.open(now)) {
            return new Invalid();
        }
        var bound = invitation.binding().reservation();
        return switch (redeemer) {
            case Redeemer.Stranger() when bound != null -> new AsksWho();
            case Redeemer.Stranger() ->
                    switch (invitation.binding()) {
                        case Binding.ToReservation _ -> new AsksWho();
                        case Binding.ToEmail(var email, var _) -> new MakesAccount(email);
                    };
            case Redeemer.Reserved(var account) when bound == null || bound.equals(account) ->
                    new LetsIn(account);
            case Redeemer.Reserved _ -> new ForAnother(true);
            case Redeemer.Member(var account) when account.equals(bound) -> new AlreadyIn();
            case Redeemer.Member(var account) ->
                    new ForAnother(!account.equals(invitation.inviter()));
            case Redeemer.Suspended(var account) when bound == null || bound.equals(account) ->
                    new Barred();
            case Redeemer.Suspended _ -> new ForAnother(true);
        };
    }
}
