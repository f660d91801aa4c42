package io.mitalk.social.question;

import io.mitalk.social.keep.Voice;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What somebody would ask.
 *
 * @param text empty when it was spoken
 * @param nameless whether the audience is not to know who asks
 */
record Wish(String text, @Nullable Voice voice, boolean nameless) {}
