/** A client of the realtime protocol for tests of every module that has channels. */
@NullMarked
package io.mitalk.realtime.testing;

import org.jspecify.annotations.NullMarked;
