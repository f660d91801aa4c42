/** Code that breaks rules on purpose: a rule that does not find it is no rule. */
@NullMarked
package io.mitalk.app.house.sample;

import org.jspecify.annotations.NullMarked;
