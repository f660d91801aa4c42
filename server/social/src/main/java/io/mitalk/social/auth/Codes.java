package io.mitalk.social.auth;

import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.secret.Secret;
import io.mitalk.kit.text.Language;
import io.mitalk.social.account.Account;
import io.mitalk.social.mail.Mail;
import io.mitalk.social.mail.Mails;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. One-time codes by mail: eight digits, good once, for a short time and few tries, only with the request
 * that asked for them. An address that nobody has is treated like one that somebody has, except for the letter.
 */
final class Codes {

    private static final int CODES = 100_000_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final AuthSettings.CodeLimits limits;
    private final Mails mails;
    private final Randomness randomness;
    private final Uuid7 ids;
    private final SecretKeySpec key;

    /** {@code key} is for HMAC-SHA256. */
    Codes(
            AuthSettings.CodeLimits limits,
            Mails mails,
            Randomness randomness,
            Uuid7 ids,
            SecretKeySpec key) {
        this.limits = limits;
        this.mails = mails;
        this.randomness = randomness;
        this.ids = ids;
        this.key = key;
    }

    /** What a try came to. */
    sealed interface Outcome {}

    /** The code is right; the account is the one that the request was for, or null when the address is nobody's. */
    record Right(String email, @Nullable UUID account) implements Outcome {}

    /** It is not, and may be tried so often still. */
    record Wrong(int triesLeft) implements Outcome {}

    /** The request is too old, was answered before, or never was. */
    record Over() implements Outcome {}

    /** It was tried too often. */
    record Locked() implements Outcome {}

    /**
     * Mails a code, unless {@code account} is null.
     *
     * @throws ProblemRaised {@code too-many-requests} when the address had too many, whether it is known or not
     */
    UUID request(Tx tx, String email, @Nullable Account account, Language language)
            throws ProblemRaised {
        String code = countedCode(tx, email);
        var id = ids.next();
        keep(tx, id, email, account, code);
        var mail =
                new Mail(
                        email,
                        account == null ? language : account.language(),
                        "code",
                        Map.of("code", code));
        if (account == null) {
            mails.putNothing(tx, mail);
        } else {
            mails.put(tx, mail);
        }
        return id;
    }

    /**
     * Tells the owner of an address that somebody wanted it for a new account; counts as a code.
     *
     * @throws ProblemRaised {@code too-many-requests}
     */
    UUID warn(Tx tx, String email, Account owner, String wanted) throws ProblemRaised {
        String code = countedCode(tx, email);
        var id = ids.next();
        keep(tx, id, email, null, code);
        mails.put(
                tx,
                new Mail(
                        email,
                        owner.language(),
                        "address-taken",
                        Map.of("wanted", wanted, "handle", owner.handle())));
        return id;
    }

    /** Tries a code. The outcome must not end the transaction, since the try counts. */
    Outcome attempt(Tx tx, UUID request, String code) {
        var row = CodeStore.locked(tx, request);
        if (row == null || row.used() || !tx.now().isBefore(row.expiresAt())) {
            return new Over();
        }
        if (row.tries() >= limits.tries()) {
            return new Locked();
        }
        String digits = code.replaceAll("[\\s-]", "");
        boolean right = row.code().equals(mac(request, digits));
        CodeStore.tried(tx, request, right);
        return right
                ? new Right(row.email(), row.account())
                : new Wrong(limits.tries() - row.tries() - 1);
    }

    private String countedCode(Tx tx, String email) throws ProblemRaised {
        CodeStore.lockAddress(tx, email);
        if (CodeStore.since(tx, email, tx.now().minus(HOUR)) >= limits.perAddressHourly()) {
            throw Problem.tooSoon(HOUR.toMillis());
        }
        if (CodeStore.since(tx, email, tx.now().minus(DAY)) >= limits.perAddressDaily()) {
            throw Problem.tooSoon(DAY.toMillis());
        }
        return "%08d".formatted(randomness.nextInt(CODES));
    }

    private void keep(Tx tx, UUID id, String email, @Nullable Account account, String code) {
        CodeStore.insert(
                tx,
                id,
                new CodeStore.Row(
                        email,
                        account == null ? null : account.id(),
                        mac(id, code),
                        tx.now().plus(limits.lifetime()),
                        0,
                        false));
    }

    private Secret mac(UUID request, String code) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] bytes = (request + ":" + code).getBytes(StandardCharsets.UTF_8);
            return Secret.of(HexFormat.of().formatHex(mac.doFinal(bytes)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
