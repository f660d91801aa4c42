/**
 * Fuzzing: parsers under attack, one list of them a module, and what gives them broken inputs. Start reading at {@link
 * io.mitalk.kit.testing.fuzz.FuzzTarget}; docs/design/fuzzing.md tells the rest.
 */
@NullMarked
package io.mitalk.kit.testing.fuzz;

import org.jspecify.annotations.NullMarked;
