package io.mitalk.http;

/** Immutable. Ends an upgrade with a plain HTTP answer of this status and text, readable across origins (CORS). */
public final class UpgradeRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String text;

    /** {@code status} is 400 to 599; {@code text} goes to the client as text/plain. */
    public UpgradeRefused(int status, String text) {
        super(status + " " + text, null, false, false);
        this.status = status;
        this.text = text;
    }

    public int status() {
        return status;
    }

    public String text() {
        return text;
    }
}
