package io.mitalk.social.room;

import java.util.UUID;

/**
 * Immutable. Whom a ticket is for.
 *
 * @param room the room to join
 * @param identity an account's id in canonical text, or {@code guest_} and a guest's id; a second join of one identity
 *     ends the first
 * @param name what the others on the stage see
 * @param listed whether the participant has a seat now and is announced to the others; the newest plan may change it
 *     while the participant stays
 */
public record TicketRequest(UUID room, String identity, String name, boolean listed) {}
