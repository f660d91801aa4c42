package io.mitalk.social.mail;

/** Immutable. A worded letter, plain text. */
public record Letter(String to, String subject, String text) {

    /** Nothing of it: letters are private and never logged. */
    @Override
    public String toString() {
        return "Letter";
    }
}
