/** Secrets: texts that do not print themselves, keys that live in a file, and signed texts. */
@NullMarked
package io.mitalk.kit.secret;

import org.jspecify.annotations.NullMarked;
