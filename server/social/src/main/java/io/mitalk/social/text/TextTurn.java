package io.mitalk.social.text;

import java.time.Duration;
import java.util.UUID;

/**
 * Immutable. What somebody says in writing.
 *
 * @param reading how long a reader takes
 */
record TextTurn(UUID account, String words, Duration reading) {}
