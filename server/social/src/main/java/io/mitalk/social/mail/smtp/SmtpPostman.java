package io.mitalk.social.mail.smtp;

import io.mitalk.social.mail.Letter;
import io.mitalk.social.mail.MailNotSent;
import io.mitalk.social.mail.MailSettings;
import io.mitalk.social.mail.Postman;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Thread-safe. Hands letters to an SMTP server (RFC 5321), one connection a letter. */
public final class SmtpPostman implements Postman {

    private static final String TIMEOUT_MS = "15000";

    private final Session session;
    private final MailSettings.Smtp smtp;

    /** Connects when there is something to send. */
    public SmtpPostman(MailSettings.Smtp smtp) {
        this.smtp = smtp;
        this.session = Session.getInstance(properties(smtp), credentials(smtp));
    }

    @Override
    public void send(Letter letter) throws MailNotSent {
        try {
            var message = new MimeMessage(session);
            message.setFrom(new InternetAddress(smtp.from()));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
            message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
            message.setText(letter.text(), StandardCharsets.UTF_8.name());
            message.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(message);
        } catch (MessagingException e) {
            // What the server said may quote the letter's address: only the kind of failure goes
            // on.
            throw new MailNotSent(
                    "the SMTP server %s:%d took no letter (%s)"
                            .formatted(
                                    smtp.host(), smtp.port(), root(e).getClass().getSimpleName()));
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Properties properties(MailSettings.Smtp smtp) {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", smtp.host());
        properties.setProperty("mail.smtp.port", Integer.toString(smtp.port()));
        properties.setProperty("mail.smtp.auth", Boolean.toString(!smtp.user().isEmpty()));
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MS);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MS);
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        switch (smtp.security()) {
            case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case NONE -> {}
        }
        return properties;
    }

    private static Authenticator credentials(MailSettings.Smtp smtp) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(smtp.user(), smtp.password().reveal());
            }
        };
    }
}
