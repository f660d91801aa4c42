package io.mitalk.social.mail;

import java.io.Serial;

/** Immutable. A letter that stays with us; its message names neither address nor text, since it is logged. */
public final class MailNotSent extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    /** {@code why} holds nothing of the letter. */
    public MailNotSent(String why) {
        super(why);
    }
}
