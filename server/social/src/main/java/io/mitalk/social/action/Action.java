package io.mitalk.social.action;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. Something that somebody with power did.
 *
 * @param actor the account that did it, or null when the server did so by itself or was told to on its command line
 * @param action kebab-case name in the past tense, such as {@code sign-in-link-made}
 * @param about the account, room, report or other thing it was done to, or null
 * @param reason what the actor gave as the reason, or the empty text where none is asked for; at most 2000 characters
 */
public record Action(@Nullable UUID actor, String action, @Nullable UUID about, String reason) {}
