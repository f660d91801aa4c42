package io.mitalk.social.room;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.mitalk.http.RequestInfo;
import io.mitalk.kit.id.Randomness;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Thread-safe. Keeps a guest the same person from one joining to the next: a cookie of 131 random bits, and an identity
 * that is its hash, so that whoever sees the identity cannot become the guest.
 */
public final class Guests {

    private static final int LENGTH = 22;
    private static final int IDENTITY_DIGITS = 20;
    private static final int MAX_AGE_SECONDS = 30 * 24 * 60 * 60;
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z]{" + LENGTH + "}");

    private final Randomness randomness;

    Guests(Randomness randomness) {
        this.randomness = randomness;
    }

    /** The identity of the guest who asks, or the empty text for a new one. */
    public static String known(Context context) {
        var value = context.cookie(name(context));
        return value != null && FORM.matcher(value).matches() ? identity(value) : "";
    }

    /** The same, and a new guest is remembered by the answer's cookie. */
    String admitted(Context context) {
        var known = known(context);
        if (!known.isEmpty()) {
            return known;
        }
        var value = randomness.text(LENGTH);
        boolean secure = RequestInfo.of(context).secure();
        context.cookie(
                new Cookie(
                        name(context),
                        value,
                        "/",
                        MAX_AGE_SECONDS,
                        secure,
                        true,
                        null,
                        SameSite.LAX));
        return identity(value);
    }

    private static String name(Context context) {
        return RequestInfo.of(context).secure() ? "__Host-guest" : "guest";
    }

    private static String identity(String value) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(value.getBytes(StandardCharsets.UTF_8));
            return "guest_" + HexFormat.of().formatHex(hash).substring(0, IDENTITY_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
