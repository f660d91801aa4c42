package io.mitalk.social.account;

import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.text.Language;

/**
 * Immutable. What an account begins with, already checked.
 *
 * @param handle as its owner writes it
 * @param email normalised
 * @param emailConfirmed whether its owner has shown to read that mailbox
 */
public record NewAccount(
        String handle,
        String displayName,
        String email,
        boolean emailConfirmed,
        Language language) {

    /**
     * Checks what somebody typed.
     *
     * @throws ProblemRaised {@code handle-invalid}, {@code handle-not-allowed}, {@code display-name-invalid} or {@code
     *     email-invalid}
     */
    public static NewAccount of(
            String handle, String displayName, String email, boolean confirmed, Language language)
            throws ProblemRaised {
        Handles.check(handle);
        return new NewAccount(
                handle,
                DisplayNames.clean(displayName),
                EmailAddresses.normalised(email),
                confirmed,
                language);
    }
}
