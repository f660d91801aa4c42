/** Tests of agendas and reports as functions; start at {@code EfficiencyTest}. */
@NullMarked
package io.mitalk.social.show;

import org.jspecify.annotations.NullMarked;
