package io.mitalk.livekit.token;

/** Thread-safe. Decides who may join, as what; asked at every join, resume and validation, so it may know of bans. */
public interface Admission {

    /** Judges a compact JWT as it came from the client, which may be empty or nonsense. */
    Verdict admit(String jwt);

    /**
     * Signs the token anew with the key of its issuer, so that a client can reconnect later than its first token
     * allows.
     *
     * @param token with the new expiry already set
     */
    String renew(AccessToken token);
}
