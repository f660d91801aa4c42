/**
 * A real PostgreSQL of our own: unpacked, initialised, started, watched, adopted after a crash, and stopped in order.
 * Start reading at {@link io.mitalk.db.embedded.EmbeddedPostgres}.
 */
@NullMarked
package io.mitalk.db.embedded;

import org.jspecify.annotations.NullMarked;
