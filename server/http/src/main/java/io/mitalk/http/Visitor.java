package io.mitalk.http;

import io.mitalk.kit.text.Language;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. Who a request or socket comes from, as the {@link Authenticator} found out at its beginning.
 *
 * @param accountId null exactly when nobody is signed in
 * @param sessionId the session that the cookie names, null exactly when {@code accountId} is
 * @param operator whether the account may use the console; never true for who is not active
 * @param language the account's, or what Accept-Language asks for
 * @param suspension why and until when, exactly when the standing is SUSPENDED
 */
public record Visitor(
        @Nullable UUID accountId,
        Standing standing,
        boolean operator,
        @Nullable UUID sessionId,
        Language language,
        @Nullable Suspension suspension) {

    /** What an account may do at all. */
    public enum Standing {
        /** Nobody is signed in. */
        ANONYMOUS,
        /** Keeps a handle and waits for an invitation. */
        RESERVED,
        /** A member. */
        ACTIVE,
        /** Shut out by an operator; may still read, export and delete its own account. */
        SUSPENDED
    }

    /** An operator's decision; {@code until} is null when it has no end. */
    public record Suspension(String reason, @Nullable Instant until) {}

    /** Anybody who is not suspended. */
    public Visitor(
            @Nullable UUID accountId,
            Standing standing,
            boolean operator,
            @Nullable UUID sessionId,
            Language language) {
        this(accountId, standing, operator, sessionId, language, null);
    }

    /** Somebody without a session. */
    public static Visitor anonymous(Language language) {
        return new Visitor(null, Standing.ANONYMOUS, false, null, language);
    }

    /** Whether somebody is signed in and not suspended. */
    public boolean isSignedIn() {
        return standing == Standing.RESERVED || standing == Standing.ACTIVE;
    }

    /** Whether this is a member who is not suspended. */
    public boolean isMember() {
        return standing == Standing.ACTIVE;
    }

    /**
     * The account of whoever is signed in, suspended or not: for reading, taking along and deleting what is one's own.
     *
     * @throws ProblemRaised {@code not-signed-in}
     */
    public UUID known() throws ProblemRaised {
        if (accountId == null) {
            throw Problem.NOT_SIGNED_IN.raise();
        }
        return accountId;
    }

    /**
     * The account of somebody signed in, waiting or member.
     *
     * @throws ProblemRaised {@code not-signed-in} or {@code suspended}
     */
    public UUID signedIn() throws ProblemRaised {
        var id = known();
        if (suspension != null) {
            throw Problem.SUSPENDED
                    .raise()
                    .with("reason", suspension.reason())
                    .with("until", suspension.until());
        }
        return id;
    }

    /**
     * Lets everybody pass whose account is not suspended, those without one included.
     *
     * @throws ProblemRaised {@code suspended}
     */
    public void refuseSuspended() throws ProblemRaised {
        if (accountId != null) {
            signedIn();
        }
    }

    /**
     * The account of a member.
     *
     * @throws ProblemRaised {@code not-signed-in}, {@code suspended} or {@code not-invited}
     */
    public UUID member() throws ProblemRaised {
        var id = signedIn();
        if (!isMember()) {
            throw Problem.NOT_INVITED.raise();
        }
        return id;
    }

    /**
     * The account of an operator.
     *
     * @throws ProblemRaised {@code not-signed-in}, {@code suspended}, {@code not-invited} or {@code not-operator}
     */
    public UUID asOperator() throws ProblemRaised {
        var id = member();
        if (!operator) {
            throw Problem.NOT_OPERATOR.raise();
        }
        return id;
    }
}
