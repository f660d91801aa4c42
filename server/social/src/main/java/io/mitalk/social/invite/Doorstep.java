package io.mitalk.social.invite;

import io.javalin.http.Context;
import java.util.UUID;

/** Thread-safe. What invitations need of the house around them. */
public interface Doorstep {

    /** Where the reader of an answer finds the page, without a slash at the end. */
    String address(Context context);

    /** Signs in a new account: opens a session and gives its cookie. */
    void signIn(Context context, UUID account);

    /** The community as everybody may see it. */
    Object community();
}
