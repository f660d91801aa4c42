package io.mitalk.kit;

/** Thrown where something cannot be kept because the disk is full; nothing of it was kept. */
public final class StorageFullException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** One line for the operator, and what said so. */
    public StorageFullException(String line, Throwable cause) {
        super(line, cause);
    }
}
