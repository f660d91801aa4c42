package io.mitalk.social.mark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Thread-safe. Minutes as Markdown (CommonMark): a list for each kind, every line beginning with its second's link. */
final class MinutesPaper {

    private static final Pattern MARKUP = Pattern.compile("([\\\\`*_{}\\[\\]<>()#+!|~&])");

    private MinutesPaper() {}

    static String of(Minutes minutes) {
        var words = MinutesWords.in(minutes.language());
        var lines = new ArrayList<String>();
        lines.add("# " + plain(minutes.title()));
        lines.add("");
        lines.add(head(minutes));
        for (var kind : Mark.Kind.values()) {
            section(
                    lines,
                    words.of(kind),
                    minutes.of(kind).stream().map(line -> line(words, kind, line)).toList());
        }
        section(
                lines,
                words.evidence(),
                minutes.pins().stream().map(MinutesPaper::evidence).toList());
        section(
                lines,
                words.unproven(),
                minutes.sources().stream().map(line -> unproven(words, line)).toList());
        if (minutes.items().isEmpty()) {
            lines.add("");
            lines.add(words.nothing());
        }
        return String.join("\n", lines) + "\n";
    }

    private static String head(Minutes minutes) {
        var parts = new ArrayList<String>();
        parts.add(plain(minutes.host().displayName()));
        var live = minutes.liveAt();
        var ended = minutes.endedAt();
        if (live != null) {
            parts.add(live.toString());
        }
        if (live != null && ended != null) {
            parts.add(Moment.clock(Duration.between(live, ended).toSeconds()));
        }
        parts.add("<" + minutes.link() + ">");
        return String.join(" · ", parts);
    }

    private static void section(List<String> lines, String title, List<String> items) {
        if (!items.isEmpty()) {
            lines.add("");
            lines.add("## " + title);
            lines.add("");
            lines.addAll(items);
        }
    }

    private static String line(MinutesWords words, Mark.Kind kind, Minutes.Line line) {
        String box = kind == Mark.Kind.ACTION ? "[ ] " : "";
        var speaker = line.speaker();
        String said =
                line.notes().isEmpty() && speaker != null
                        ? words.speaker().formatted(plain(speaker.displayName()))
                        : line.notes().stream()
                                .map(note -> note(words, note))
                                .collect(Collectors.joining("; "));
        String people = "(" + words.people().formatted(line.people()) + ")";
        return "- " + box + at(line.second(), line.link()) + " " + (said + " " + people).strip();
    }

    private static String note(MinutesWords words, Minutes.Note note) {
        var parts = new ArrayList<String>();
        if (!note.text().isEmpty()) {
            parts.add(plain(note.text()));
        }
        if (!note.who().isEmpty()) {
            parts.add(words.who().formatted(plain(note.who())));
        }
        if (note.due() != null) {
            parts.add(words.due().formatted(note.due()));
        }
        return String.join(", ", parts);
    }

    private static String evidence(Minutes.PinLine line) {
        var pin = line.pin();
        String text = plain(pin.text());
        String said = line.evidence() == null ? text : "[" + text + "](<" + line.evidence() + ">)";
        return "- "
                + at(pin.second(), line.link())
                + " "
                + said
                + " — "
                + plain(pin.by().displayName());
    }

    private static String unproven(MinutesWords words, Minutes.SourceLine line) {
        var speaker = line.speaker();
        String said =
                speaker == null ? "" : words.speaker().formatted(plain(speaker.displayName()));
        return ("- " + at(line.second(), line.link()) + " " + said).stripTrailing();
    }

    private static String at(long second, String link) {
        return "[" + Moment.clock(second) + "](" + link + ")";
    }

    /** What people typed, so that it is read as they typed it. */
    private static String plain(String text) {
        return MARKUP.matcher(text).replaceAll("\\\\$1");
    }
}
