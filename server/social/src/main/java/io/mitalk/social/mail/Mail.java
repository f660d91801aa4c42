package io.mitalk.social.mail;

import io.mitalk.kit.text.Language;
import java.util.Map;

/**
 * Immutable. A letter before it is worded.
 *
 * @param to normalised address
 * @param template name of the resource {@code mail/<template>.<language>.txt}: subject, empty line, text
 * @param values what stands in the template as {@code {key}}; {@code {community}} is known by itself
 */
public record Mail(String to, Language language, String template, Map<String, String> values) {

    public Mail {
        values = Map.copyOf(values);
    }

    /** Without address and values: they hold codes and links, and a record's own text would print them into a log. */
    @Override
    public String toString() {
        return "Mail[" + template + "]";
    }
}
