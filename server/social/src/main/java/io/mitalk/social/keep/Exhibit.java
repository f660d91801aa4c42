package io.mitalk.social.keep;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A file that somebody hands to others, as it may be handed on: what it is, its bytes say and never its
 * name; of pictures only the picture is left. It is to be saved and never shown by this server's own pages.
 *
 * @param bytes what is kept of it
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Exhibit(Kind kind, byte[] bytes) {

    /** Pictures beyond this are made to hurt whoever opens them. */
    static final long MAX_PIXELS = 40_000_000;

    private static final int MAX_TAIL = 1_024;
    private static final Pattern MARKUP =
            Pattern.compile(
                    "\\A\\uFEFF?\\s*<(?:!doctype|\\?xml|html|head|body|svg|script|iframe|math)\\b.*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** What we take. */
    public enum Kind {
        PDF("application/pdf", "pdf"),
        PNG("image/png", "png"),
        JPEG("image/jpeg", "jpg", "jpeg"),
        WEBP("image/webp", "webp"),
        CSV("text/csv; charset=utf-8", "csv"),
        MARKDOWN("text/markdown; charset=utf-8", "md", "markdown"),
        TEXT("text/plain; charset=utf-8", "txt");

        private final String type;

        @SuppressWarnings("ImmutableEnumChecker") // List.of
        private final List<String> endings;

        Kind(String type, String... endings) {
            this.type = type;
            this.endings = List.of(endings);
        }

        /** Its media type, as HTTP says it. */
        public String type() {
            return type;
        }

        /** A file name that says this kind: the given one, with another ending where its own lies. */
        public String named(String name) {
            boolean honest = endings.stream().anyMatch(end -> endsWith(name, end));
            return honest ? name : name + "." + endings.getFirst();
        }
    }

    private static boolean endsWith(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith("." + ending);
    }

    /**
     * The file as it may be handed on, or null when it is none of those, is broken, or is two things at once.
     *
     * @param name which kind of text it is, of those that look alike; nothing else depends on it
     */
    public static @Nullable Exhibit of(byte[] file, String name) {
        if (starts(file, "%PDF-")) {
            return pdf(file);
        }
        if (PngFile.is(file)) {
            return picture(Kind.PNG, PngFile.clean(file));
        }
        if (JpegFile.is(file)) {
            return picture(Kind.JPEG, JpegFile.clean(file));
        }
        if (WebpFile.is(file)) {
            return picture(Kind.WEBP, WebpFile.clean(file));
        }
        return text(file, name);
    }

    private static @Nullable Exhibit picture(Kind kind, byte @Nullable [] clean) {
        return clean == null ? null : new Exhibit(kind, clean);
    }

    /** A document is taken whole: what its author wrote into it about themselves is part of it. */
    private static @Nullable Exhibit pdf(byte[] file) {
        var tail = Arrays.copyOfRange(file, Math.max(0, file.length - MAX_TAIL), file.length);
        boolean ends = new String(tail, StandardCharsets.ISO_8859_1).contains("%%EOF");
        return ends ? new Exhibit(Kind.PDF, file.clone()) : null;
    }

    private static @Nullable Exhibit text(byte[] file, String name) {
        String text = utf8(file);
        if (text == null || text.isBlank() || MARKUP.matcher(text).matches()) {
            return null;
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            return null;
        }
        var kind =
                endsWith(name, "csv")
                        ? Kind.CSV
                        : endsWith(name, "md") || endsWith(name, "markdown")
                                ? Kind.MARKDOWN
                                : Kind.TEXT;
        return new Exhibit(kind, file.clone());
    }

    private static @Nullable String utf8(byte[] file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Whether a file begins with these letters. */
    static boolean starts(byte[] file, String letters) {
        return at(file, 0, letters);
    }

    /** Whether these letters stand there. */
    static boolean at(byte[] file, int from, String letters) {
        byte[] wanted = letters.getBytes(StandardCharsets.ISO_8859_1);
        return file.length - from >= wanted.length
                && Arrays.equals(file, from, from + wanted.length, wanted, 0, wanted.length);
    }

    /** Whether a picture of this size may be handed on. */
    static boolean fits(long width, long height) {
        return width > 0 && height > 0 && width <= MAX_PIXELS / height;
    }
}
