/** The program: reads the configuration, puts the parts together and takes them apart. Start reading at Main. */
@NullMarked
package io.mitalk.app;

import org.jspecify.annotations.NullMarked;
