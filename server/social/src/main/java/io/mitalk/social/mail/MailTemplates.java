package io.mitalk.social.mail;

import io.mitalk.kit.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Thread-safe. Words letters: {@code mail/<template>.<language>.txt} is a subject line, an empty line and the text. */
final class MailTemplates {

    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");

    private final Map<String, String> texts = new ConcurrentHashMap<>();

    Letter word(Mail mail, String community) {
        String text = texts.computeIfAbsent(name(mail.template(), mail.language()), this::read);
        int end = text.indexOf('\n');
        String subject = fill(text.substring(0, end), mail, community);
        String body = fill(text.substring(end + 2), mail, community);
        // A value must not end the header's line and begin another one.
        return new Letter(mail.to(), subject.replaceAll("[\\p{Cntrl}\\v]+", " ").strip(), body);
    }

    /** Fails when a letter of this name cannot be worded, so that a missing text shows before the commit. */
    void require(Mail mail) {
        texts.computeIfAbsent(name(mail.template(), mail.language()), this::read);
    }

    private static String fill(String text, Mail mail, String community) {
        return PLACE.matcher(text)
                .replaceAll(
                        place -> {
                            String key = place.group(1);
                            String value =
                                    key.equals("community")
                                            ? mail.values().getOrDefault(key, community)
                                            : Objects.requireNonNull(
                                                    mail.values().get(key),
                                                    () -> mail.template() + " lacks " + key);
                            return Matcher.quoteReplacement(value);
                        });
    }

    private static String name(String template, Language language) {
        return "/mail/" + template + "." + language.tag() + ".txt";
    }

    private String read(String resource) {
        try (InputStream in =
                Objects.requireNonNull(
                        MailTemplates.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
