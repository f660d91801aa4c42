/**
 * Configuration: typed keys, and one tree of their values from defaults, file, environment and flags. Start reading at
 * {@link io.mitalk.kit.config.Key}, then {@link io.mitalk.kit.config.Config}.
 *
 * <p>Invariant: a configuration that exists is valid. Whatever is unknown or cannot be read ends the start with one
 * line that says what to do.
 */
@NullMarked
package io.mitalk.kit.config;

import org.jspecify.annotations.NullMarked;
