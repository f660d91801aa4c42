package io.mitalk.social.topic;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.text.Language;
import java.util.Arrays;

/** Thread-safe. The language in which people mean to talk. */
public final class Languages {

    private Languages() {}

    /**
     * The tag as it is stored.
     *
     * @throws ProblemRaised {@code bad-request} for anything but {@code zh} and {@code en}
     */
    public static String known(String tag) throws ProblemRaised {
        if (Arrays.stream(Language.values()).noneMatch(one -> one.tag().equals(tag))) {
            throw Problem.BAD_REQUEST.raise().with("field", "language");
        }
        return tag;
    }
}
