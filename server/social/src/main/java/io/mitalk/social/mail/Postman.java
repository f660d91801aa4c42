package io.mitalk.social.mail;

/** Thread-safe. Takes letters away; may block for seconds. */
@FunctionalInterface
public interface Postman {

    /**
     * Hands one letter over; when this returns somebody else answers for it.
     *
     * @throws MailNotSent when nobody took it; trying again may help
     */
    void send(Letter letter) throws MailNotSent;
}
