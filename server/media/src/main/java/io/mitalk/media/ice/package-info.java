/**
 * The lite side of ICE (RFC 8445): it gathers nothing and checks nothing, it answers checks and keeps the pair that the
 * client nominates. Start reading at {@link io.mitalk.media.ice.IceLite}.
 */
@NullMarked
package io.mitalk.media.ice;

import org.jspecify.annotations.NullMarked;
