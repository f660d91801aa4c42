/** The rules of the house, read from classes and files. Start reading at {@link io.mitalk.app.house.TidyTest}. */
@NullMarked
package io.mitalk.app.house;

import org.jspecify.annotations.NullMarked;
