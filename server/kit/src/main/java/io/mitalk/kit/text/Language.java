package io.mitalk.kit.text;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Immutable. The languages that MiTalk speaks. */
public enum Language {
    ZH("zh"),
    EN("en");

    private static final int MAX_HEADER = 512;

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** Its BCP 47 tag. */
    public String tag() {
        return tag;
    }

    /** The language with this tag, or null. */
    public static @Nullable Language ofTag(String tag) {
        for (var language : values()) {
            if (language.tag.equals(tag)) {
                return language;
            }
        }
        return null;
    }

    /** What an Accept-Language header (RFC 9110, section 12.5.4) likes best; English when it says nothing of use. */
    public static Language accepted(@Nullable String header) {
        if (header == null || header.isBlank() || header.length() > MAX_HEADER) {
            return EN;
        }
        try {
            var range = Locale.lookupTag(ranges(header), List.of(ZH.tag, EN.tag));
            return ZH.tag.equals(range) ? ZH : EN;
        } catch (IllegalArgumentException malformed) {
            return EN;
        }
    }

    private static List<Locale.LanguageRange> ranges(String header) {
        return Locale.LanguageRange.parse(header).stream()
                .filter(range -> range.getWeight() > 0)
                .toList();
    }
}
