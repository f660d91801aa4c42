package io.mitalk.social.account;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Which handles there can be: 3 to 20 ASCII letters, digits and underscores, and no reserved word. */
public final class Handles {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_]{3,20}");
    private static final Set<String> RESERVED = reserved();

    private Handles() {}

    /**
     * Lets a handle pass that somebody could have.
     *
     * @throws ProblemRaised {@code handle-invalid} or {@code handle-not-allowed}
     */
    public static void check(String handle) throws ProblemRaised {
        var problem = problem(handle);
        if (problem != null) {
            throw problem.raise();
        }
    }

    /** Why nobody can have this handle, or null. */
    static @Nullable Problem problem(String handle) {
        if (!SHAPE.matcher(handle).matches()) {
            return AccountProblems.HANDLE_INVALID;
        }
        return RESERVED.contains(key(handle).replace("_", ""))
                ? AccountProblems.HANDLE_NOT_ALLOWED
                : null;
    }

    /** What makes two handles the same. */
    static String key(String handle) {
        return handle.toLowerCase(Locale.ROOT);
    }

    private static Set<String> reserved() {
        try (InputStream in =
                Objects.requireNonNull(
                        Handles.class.getResourceAsStream("/reserved-handles.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
