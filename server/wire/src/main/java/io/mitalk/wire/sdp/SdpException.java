package io.mitalk.wire.sdp;

/** Immutable. A description that cannot be accepted; the message says why in words that may be shown to its sender. */
public final class SdpException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    SdpException(String reason) {
        super(reason);
    }
}
