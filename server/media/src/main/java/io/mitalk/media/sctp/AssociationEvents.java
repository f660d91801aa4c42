package io.mitalk.media.sctp;

/** Called within calls of the association. What it tells. */
interface AssociationEvents {
    /** Send this to the peer; the array is the receiver's to keep. Losing it is allowed. */
    void send(byte[] packet);

    /** Messages can go out. */
    void established();

    /** A whole message, in its order where that counts; it fills the window until {@link Association#release}. */
    void message(IncomingMessage message);

    /** The peer has started one of its streams anew. */
    void reset(int stream);

    /** The last call: closed in order, or why not, in kebab-case. */
    void ended(String reason);
}
