package io.mitalk.social.mail;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.kit.secret.Secret;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of mail. */
public final class MailKeys {

    public static final Key<String> HOST =
            Key.text(
                    "mail.smtp-host",
                    "",
                    "SMTP server that takes our mail; without one ./mitalk mail shows what would have been sent");

    public static final Key<Integer> PORT =
            Key.port("mail.smtp-port", 587, "TCP port of the SMTP server");

    public static final Key<String> SECURITY =
            Key.text(
                    "mail.smtp-security",
                    "starttls",
                    "starttls, tls (from the first byte) or none (a server on this machine)");

    public static final Key<String> USER =
            Key.text("mail.smtp-user", "", "user name at the SMTP server");

    public static final Key<Secret> PASSWORD =
            Key.secret("mail.smtp-password", "password at the SMTP server");

    public static final Key<String> FROM =
            Key.text("mail.from", "", "sender's address, such as talk@example.org");

    public static final Key<Duration> KEEP =
            Key.duration(
                    "mail.keep",
                    Duration.ofDays(7),
                    "how long letters are kept for ./mitalk mail when there is no SMTP server");

    public static final List<Key<?>> ALL =
            List.of(HOST, PORT, SECURITY, USER, PASSWORD, FROM, KEEP);

    private MailKeys() {}

    /**
     * The settings of mail.
     *
     * @param brand what the community is called until its operator names it
     * @throws io.mitalk.kit.config.ConfigException when values do not fit together
     */
    public static MailSettings settings(Config config, String brand) {
        if (config.get(HOST).isBlank()) {
            return new MailSettings(null, brand, config.get(KEEP));
        }
        if (!config.get(FROM).contains("@")) {
            throw config.refused(FROM, "is needed when mail.smtp-host is set");
        }
        var security =
                switch (config.get(SECURITY)) {
                    case "starttls" -> MailSettings.Security.STARTTLS;
                    case "tls" -> MailSettings.Security.TLS;
                    case "none" -> MailSettings.Security.NONE;
                    default -> throw config.refused(SECURITY, "is not starttls, tls or none");
                };
        var smtp =
                new MailSettings.Smtp(
                        config.get(HOST).strip(),
                        config.get(PORT),
                        security,
                        config.get(USER),
                        config.get(PASSWORD),
                        config.get(FROM).strip());
        return new MailSettings(smtp, brand, config.get(KEEP));
    }
}
