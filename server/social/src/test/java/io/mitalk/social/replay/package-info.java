/** Tests of recordings over HTTP, with a recorder without sound. */
@NullMarked
package io.mitalk.social.replay;

import org.jspecify.annotations.NullMarked;
