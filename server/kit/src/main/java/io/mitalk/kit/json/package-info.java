/** JSON as all of MiTalk reads and writes it. Start reading at {@link io.mitalk.kit.json.Json}. */
@NullMarked
package io.mitalk.kit.json;

import org.jspecify.annotations.NullMarked;
