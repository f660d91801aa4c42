/** A real database for tests. Start reading at {@link io.mitalk.db.testing.TestDatabase}. */
@NullMarked
package io.mitalk.db.testing;

import org.jspecify.annotations.NullMarked;
