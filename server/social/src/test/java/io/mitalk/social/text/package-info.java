/** Tests of turns in writing as functions; start at {@code ReadingTimeTest}. */
@NullMarked
package io.mitalk.social.text;

import org.jspecify.annotations.NullMarked;
