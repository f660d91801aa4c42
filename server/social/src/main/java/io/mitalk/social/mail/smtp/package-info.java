/** The only place that knows Angus Mail. Start reading at {@link io.mitalk.social.mail.smtp.SmtpPostman}. */
@NullMarked
package io.mitalk.social.mail.smtp;

import org.jspecify.annotations.NullMarked;
