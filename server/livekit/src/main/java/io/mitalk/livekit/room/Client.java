package io.mitalk.livekit.room;

import java.util.List;

/**
 * Immutable. What a client says of itself when it joins.
 *
 * @param protocol version of the signalling protocol
 * @param clientProtocol relayed to others, who learn from it what they may send to it
 * @param capabilities relayed in the same way, by number
 * @param autoSubscribe whether it hears every track without asking
 * @param single whether it has one connection for what it sends and hears, and makes every offer itself
 * @param safari whether media sections must not be used again for another track
 */
public record Client(
        int protocol,
        int clientProtocol,
        List<Integer> capabilities,
        boolean autoSubscribe,
        boolean single,
        boolean safari) {

    private static final int MAX_CAPABILITIES = 16;
    private static final int MAX_CAPABILITY = 127;

    /** Keeps as many capabilities as anybody has, and of those only what fits into one byte. */
    public Client {
        capabilities =
                capabilities.stream()
                        .filter(number -> number > 0 && number <= MAX_CAPABILITY)
                        .limit(MAX_CAPABILITIES)
                        .toList();
    }
}
