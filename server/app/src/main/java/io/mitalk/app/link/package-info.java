/**
 * Personal links: whoever holds one may join one room under one name until it expires. Nothing is stored; the link
 * carries its own signature. Start reading at {@link io.mitalk.app.link.Links}.
 */
@NullMarked
package io.mitalk.app.link;

import org.jspecify.annotations.NullMarked;
