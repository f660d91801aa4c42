package io.mitalk.social.mail;

import io.mitalk.db.Database;
import io.mitalk.db.Outbox;
import io.mitalk.db.Tx;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.json.JsonInvalid;
import io.mitalk.kit.text.Language;
import io.mitalk.social.mail.smtp.SmtpPostman;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Thread-safe. Sends letters after the commit that asked for them, each at least once. */
public final class Mails {

    private static final String TOPIC = "mail";

    /** A letter to nobody: the same work for the database as a real one. */
    private static final String NOBODY = "";

    private final MailSettings settings;
    private final Database database;
    private final Outbox outbox;
    private final Postman postman;
    private final MailTemplates templates = new MailTemplates();

    /** Takes the outbox's topic {@code mail}. */
    public Mails(MailSettings settings, Database database, Outbox outbox) {
        this.settings = settings;
        this.database = database;
        this.outbox = outbox;
        var smtp = settings.smtp();
        this.postman =
                smtp == null
                        ? letter -> database.run(tx -> MailStore.keep(tx, letter, settings.keep()))
                        : new SmtpPostman(smtp);
        outbox.on(TOPIC, this::deliver);
    }

    private record Queued(
            String to, String language, String template, Map<String, String> values) {}

    /** A letter that nobody sent, since there is no SMTP server. */
    public record Kept(Instant at, String to, String subject, String text) {

        /** Nothing of it: letters are private and never logged. */
        @Override
        public String toString() {
            return "Kept";
        }
    }

    /** Sends a letter once the transaction is committed. */
    public void put(Tx tx, Mail mail) {
        templates.require(mail);
        queue(tx, mail);
    }

    /** Does what {@link #put} does, and sends nothing: so that no answer's time tells whether an address is known. */
    public void putNothing(Tx tx, Mail mail) {
        templates.require(mail);
        queue(tx, new Mail(NOBODY, mail.language(), mail.template(), mail.values()));
    }

    /** Whether letters really leave. */
    public boolean leaves() {
        return settings.smtp() != null;
    }

    /** What would have been sent lately, the newest last. */
    public static List<Kept> kept(Database database) {
        return database.read(MailStore::newest);
    }

    /** Forgets unsent letters to an address that is erased. */
    public void forget(Tx tx, String address) {
        MailStore.forget(tx, address);
    }

    private void queue(Tx tx, Mail mail) {
        var queued = new Queued(mail.to(), mail.language().tag(), mail.template(), mail.values());
        outbox.put(tx, TOPIC, Json.write(queued));
    }

    private void deliver(Outbox.Message message) throws MailNotSent {
        var mail = read(message);
        if (mail.to().equals(NOBODY)) {
            return;
        }
        String named = database.read(MailStore::communityName);
        postman.send(templates.word(mail, named.isEmpty() ? settings.brand() : named));
    }

    private static Mail read(Outbox.Message message) throws MailNotSent {
        try {
            var queued = Json.read(message.json(), Queued.class);
            var language = Language.ofTag(queued.language());
            return new Mail(
                    queued.to(),
                    language == null ? Language.EN : language,
                    queued.template(),
                    queued.values());
        } catch (JsonInvalid e) {
            throw new MailNotSent("message " + message.id() + " is no letter");
        }
    }
}
