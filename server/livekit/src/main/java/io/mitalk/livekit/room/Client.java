package io.mitalk.livekit.room;

/**
 * Immutable. What a client says of itself when it joins.
 *
 * @param protocol version of the signalling protocol
 * @param clientProtocol relayed to others, who learn from it what they may send to it
 * @param autoSubscribe whether it hears every track without asking
 * @param single whether it has one connection for what it sends and hears, and makes every offer itself
 * @param safari whether media sections must not be used again for another track
 */
public record Client(
        int protocol, int clientProtocol, boolean autoSubscribe, boolean single, boolean safari) {}
