package io.mitalk.app.link;

import java.time.Instant;

/**
 * Immutable. One person's way into one room.
 *
 * @param id random, stands for the person: the same link is always the same participant
 * @param room name of the room, 1 to 64 visible characters
 * @param name shown to the others, 1 to 64 visible characters
 * @param speak whether the holder may speak; others only listen and are not listed
 */
public record Link(String id, String room, String name, boolean speak, Instant expiresAt) {}
