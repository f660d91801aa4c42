/** What transactions made true, told after their commit. Start reading at {@link io.mitalk.kit.fact.Fact}. */
@NullMarked
package io.mitalk.kit.fact;

import org.jspecify.annotations.NullMarked;
