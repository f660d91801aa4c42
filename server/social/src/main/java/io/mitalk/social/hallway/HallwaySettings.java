package io.mitalk.social.hallway;

import java.time.Duration;

/**
 * Immutable. How much the hallway shows; each is a documented configuration key.
 *
 * @param listed open rooms and, beside them, proposals
 * @param ended rooms that are over
 * @param remembered how long ago those may have ended
 */
public record HallwaySettings(int listed, int ended, Duration remembered) {}
