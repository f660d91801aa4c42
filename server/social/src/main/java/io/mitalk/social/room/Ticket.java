package io.mitalk.social.room;

/**
 * Immutable. What a client needs to join a room's media.
 *
 * @param url WebSocket address of the signalling (ws or wss, no path), or empty where it is the address that the client
 *     asked for the ticket
 * @param token LiveKit access token; a secret of its holder, never logged
 */
public record Ticket(String url, String token) {

    @Override
    public String toString() {
        return "Ticket[" + url + "]";
    }
}
