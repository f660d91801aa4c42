package io.mitalk.social.account;

import io.mitalk.http.ProblemRaised;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** Thread-safe. E-mail addresses as they are kept and compared. */
public final class EmailAddresses {

    private static final int MAX_LENGTH = 254;
    private static final Pattern LOCAL =
            Pattern.compile(
                    "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private EmailAddresses() {}

    /**
     * Trimmed, lower case, the domain in its ASCII form (RFC 5891); what stands after a plus sign is kept.
     *
     * @throws ProblemRaised {@code email-invalid}
     */
    public static String normalised(String text) throws ProblemRaised {
        String address = text.strip().toLowerCase(Locale.ROOT);
        int at = address.lastIndexOf('@');
        if (at < 1 || at > 64 || address.length() > MAX_LENGTH) {
            throw AccountProblems.EMAIL_INVALID.raise();
        }
        String local = address.substring(0, at);
        String domain = ascii(address.substring(at + 1));
        if (!LOCAL.matcher(local).matches() || !DOMAIN.matcher(domain).matches()) {
            throw AccountProblems.EMAIL_INVALID.raise();
        }
        return local + "@" + domain;
    }

    private static String ascii(String domain) throws ProblemRaised {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw AccountProblems.EMAIL_INVALID.raise();
        }
    }
}
