/**
 * Threads, serial queues and orderly closing; nothing else in MiTalk starts a thread. Start reading at {@link
 * io.mitalk.kit.lifecycle.Threads}.
 */
@NullMarked
package io.mitalk.kit.lifecycle;

import org.jspecify.annotations.NullMarked;
