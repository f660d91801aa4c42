/**
 * What tests of every module share: a clock that stands still, chance with a seed, a check for what a test left behind.
 */
@NullMarked
package io.mitalk.kit.testing;

import org.jspecify.annotations.NullMarked;
