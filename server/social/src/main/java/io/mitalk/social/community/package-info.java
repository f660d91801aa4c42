/**
 * The community itself: its name, picture and rules, and the links by which somebody becomes its operator. Start
 * reading at {@link io.mitalk.social.community.Communities}.
 */
@NullMarked
package io.mitalk.social.community;

import org.jspecify.annotations.NullMarked;
