package io.mitalk.kit;

/** Thrown where something could not be begun in time because too much else is going on; nothing of it was done. */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** One line for the operator, and what said so. */
    public BusyException(String line, Throwable cause) {
        super(line, cause);
    }
}
