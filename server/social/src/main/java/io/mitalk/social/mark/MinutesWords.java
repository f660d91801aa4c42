package io.mitalk.social.mark;

import io.mitalk.kit.text.Language;

/**
 * Immutable. The words around minutes, in the room's language.
 *
 * @param people how many marked a moment; {@code %d} is their number
 */
record MinutesWords(
        String decisions,
        String actions,
        String useful,
        String evidence,
        String unproven,
        String nothing,
        String people,
        String who,
        String due,
        String speaker) {

    private static final MinutesWords EN =
            new MinutesWords(
                    "Decisions",
                    "Actions",
                    "Useful",
                    "Evidence",
                    "Sources asked for and not given",
                    "Nobody marked anything.",
                    "%d people",
                    "who: %s",
                    "by %s",
                    "%s spoke");

    private static final MinutesWords ZH =
            new MinutesWords(
                    "决定",
                    "行动",
                    "有用",
                    "论据",
                    "被问及而未给出的出处",
                    "没有人做标记。",
                    "%d 人",
                    "负责：%s",
                    "期限：%s",
                    "%s 发言时");

    static MinutesWords in(String tag) {
        return Language.ofTag(tag) == Language.ZH ? ZH : EN;
    }

    String of(Mark.Kind kind) {
        return switch (kind) {
            case DECISION -> decisions;
            case ACTION -> actions;
            case USEFUL -> useful;
        };
    }
}
