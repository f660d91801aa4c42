/** Tests of the recorder with real files. */
@NullMarked
package io.mitalk.replay.recorder;

import org.jspecify.annotations.NullMarked;
