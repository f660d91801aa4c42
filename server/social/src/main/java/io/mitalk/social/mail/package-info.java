/**
 * Mail: letters in the reader's language, kept in the outbox until an SMTP server has them. Without SMTP they go to a
 * table that {@code ./mitalk mail} prints; no text or address of a letter is ever logged. Start reading at {@link
 * io.mitalk.social.mail.Mails}.
 */
@NullMarked
package io.mitalk.social.mail;

import org.jspecify.annotations.NullMarked;
