package io.mitalk.livekit.json;

/** Immutable. A text that does not spell a message of the type that was asked for. */
public final class ProtoInvalid extends Exception {

    private static final long serialVersionUID = 1L;

    ProtoInvalid(String message) {
        super(message);
    }
}
