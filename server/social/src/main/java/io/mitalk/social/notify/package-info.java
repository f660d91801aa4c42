/**
 * What one person is told: invitations, rooms that open, reports for operators. A notice is part of the channel {@code
 * account:<id>} from the moment its transaction commits, and waits there for who is away.
 *
 * <p>Invariants: an account has at most {@code notices.max} notices, the oldest leave; only its owner sees a notice.
 *
 * <p>Start reading at {@link io.mitalk.social.notify.Notices}.
 */
@NullMarked
package io.mitalk.social.notify;

import org.jspecify.annotations.NullMarked;
