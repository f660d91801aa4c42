package io.mitalk.livekit.token;

/** Immutable. What {@link Admission} decided about a token. */
public sealed interface Verdict {

    /**
     * The holder may come in.
     *
     * @param mayOpenRoom whether the room is opened when it is not open yet
     */
    record Admitted(AccessToken token, Realm realm, boolean mayOpenRoom) implements Verdict {}

    /**
     * The holder may not.
     *
     * @param status HTTP status of the answer, 401 for whatever is wrong with the token itself
     * @param text plain text that a client library may show; never repeats the token
     */
    record Refused(int status, String text) implements Verdict {}
}
