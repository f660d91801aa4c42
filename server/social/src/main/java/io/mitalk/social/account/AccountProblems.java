package io.mitalk.social.account;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. What can be wrong with an account. */
public final class AccountProblems {

    public static final Problem HANDLE_INVALID = new Problem("handle-invalid", 400);
    public static final Problem HANDLE_NOT_ALLOWED = new Problem("handle-not-allowed", 400);
    public static final Problem HANDLE_RESERVED = new Problem("handle-reserved", 409);
    public static final Problem DISPLAY_NAME_INVALID = new Problem("display-name-invalid", 400);
    public static final Problem EMAIL_INVALID = new Problem("email-invalid", 400);
    public static final Problem LANGUAGE_INVALID = new Problem("language-invalid", 400);
    public static final Problem ABOUT_TOO_LONG = new Problem("about-too-long", 400);
    public static final Problem HANDLE_DIFFERS = new Problem("handle-differs", 409);
    public static final Problem INTRODUCTION_INVALID = new Problem("introduction-invalid", 400);
    public static final Problem LAST_OPERATOR = new Problem("last-operator", 409);

    static final List<Problem> ALL =
            List.of(
                    HANDLE_INVALID,
                    HANDLE_NOT_ALLOWED,
                    HANDLE_RESERVED,
                    DISPLAY_NAME_INVALID,
                    EMAIL_INVALID,
                    LANGUAGE_INVALID,
                    ABOUT_TOO_LONG,
                    HANDLE_DIFFERS,
                    INTRODUCTION_INVALID,
                    LAST_OPERATOR);

    private AccountProblems() {}
}
