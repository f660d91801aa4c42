/**
 * The shelf for voice and pictures. Invariants: a blob is named by its content and never changes; it is there whole or
 * not at all, also after a crash. Who may read it, and for how long it is kept, is the business of those who hold its
 * id. Start reading at {@link io.mitalk.blob.Shelf}.
 */
@NullMarked
package io.mitalk.blob;

import org.jspecify.annotations.NullMarked;
