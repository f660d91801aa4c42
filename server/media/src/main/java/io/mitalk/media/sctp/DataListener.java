package io.mitalk.media.sctp;

/** Called by the channels' owner, one call at a time. What becomes of the data channels of one transport. */
public interface DataListener {

    /** Messages can be sent under this label. */
    void opened(String label);

    /** A message came; it counts as unread until {@link DataChannels#consumed}. */
    void message(DataMessage message);

    /** The peer closed its channel of this label. */
    void closed(String label);

    /** Nothing comes or goes any more; {@code reason} is for logs, in kebab-case. */
    void ended(String reason);
}
