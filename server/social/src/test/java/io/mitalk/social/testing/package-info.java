/** A community for tests: a real server over HTTP and a real PostgreSQL. Start reading at {@link TestCommunity}. */
@NullMarked
package io.mitalk.social.testing;

import org.jspecify.annotations.NullMarked;
