package io.mitalk.social.question;

import java.time.Duration;

/**
 * Immutable. The bounds of notes to the stage; each is a documented configuration key.
 *
 * @param perMinute how often one person may send one
 * @param openOfOne notes of one person that wait at once
 * @param openOfRoom notes of one room that wait at once
 * @param shown how long a written note stays on air
 */
public record NoteSettings(int perMinute, int openOfOne, int openOfRoom, Duration shown) {}
