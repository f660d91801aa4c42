package io.mitalk.social.mark;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. Minutes as iCalendar (RFC 5545): the room as an event with its decisions, and a to-do for each action.
 */
final class MinutesCalendar {

    private static final int MAX_LINE_BYTES = 75; // RFC 5545 section 3.1
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private MinutesCalendar() {}

    static String of(Minutes minutes) {
        var lines = new ArrayList<String>();
        lines.add("BEGIN:VCALENDAR");
        lines.add("VERSION:2.0");
        lines.add("PRODID:-//MiTalk//Minutes//EN");
        var live = minutes.liveAt();
        if (live != null) {
            lines.addAll(event(minutes, live));
            int number = 0;
            for (var action : minutes.of(Mark.Kind.ACTION)) {
                for (var note : action.notes()) {
                    lines.addAll(todo(minutes, live, action, note, number++));
                }
            }
        }
        lines.add("END:VCALENDAR");
        return lines.stream().map(MinutesCalendar::fold).collect(Collectors.joining("\r\n"))
                + "\r\n";
    }

    private static List<String> event(Minutes minutes, Instant live) {
        var words = MinutesWords.in(minutes.language());
        String decisions =
                minutes.of(Mark.Kind.DECISION).stream()
                        .flatMap(
                                line ->
                                        line.notes().stream()
                                                .map(
                                                        note ->
                                                                said(
                                                                        line.second(),
                                                                        note,
                                                                        line.link())))
                        .collect(Collectors.joining("\n"));
        var lines = new ArrayList<String>();
        lines.add("BEGIN:VEVENT");
        lines.add("UID:" + minutes.id() + "@mitalk");
        lines.add("DTSTAMP:" + stamp(minutes, live));
        lines.add("DTSTART:" + UTC.format(live));
        if (minutes.endedAt() != null) {
            lines.add("DTEND:" + UTC.format(minutes.endedAt()));
        }
        lines.add("SUMMARY:" + text(minutes.title()));
        if (!decisions.isEmpty()) {
            lines.add("DESCRIPTION:" + text(words.decisions() + "\n" + decisions));
        }
        lines.add("URL:" + minutes.link());
        lines.add("END:VEVENT");
        return lines;
    }

    private static String said(long second, Minutes.Note note, String link) {
        return Moment.clock(second) + " " + note.text() + " " + link;
    }

    private static List<String> todo(
            Minutes minutes, Instant live, Minutes.Line action, Minutes.Note note, int number) {
        var words = MinutesWords.in(minutes.language());
        String who = note.who().isEmpty() ? "" : " (" + words.who().formatted(note.who()) + ")";
        String what = note.text().isEmpty() ? minutes.title() : note.text();
        var lines = new ArrayList<String>();
        lines.add("BEGIN:VTODO");
        lines.add("UID:" + minutes.id() + "-" + number + "@mitalk");
        lines.add("DTSTAMP:" + stamp(minutes, live));
        lines.add("SUMMARY:" + text(what + who));
        if (note.due() != null) {
            lines.add("DUE;VALUE=DATE:" + note.due().format(DateTimeFormatter.BASIC_ISO_DATE));
        }
        lines.add("DESCRIPTION:" + text(Moment.clock(action.second()) + " " + action.link()));
        lines.add("URL:" + action.link());
        lines.add("STATUS:NEEDS-ACTION");
        lines.add("END:VTODO");
        return lines;
    }

    private static String stamp(Minutes minutes, Instant live) {
        @Nullable Instant ended = minutes.endedAt();
        return UTC.format(ended == null ? live : ended);
    }

    /** RFC 5545 section 3.3.11. */
    private static String text(String plain) {
        return plain.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }

    /** A line of more than 75 bytes goes on in the next one, after a blank; no character is torn apart. */
    private static String fold(String line) {
        var folded = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < line.length(); i = line.offsetByCodePoints(i, 1)) {
            String one = line.substring(i, line.offsetByCodePoints(i, 1));
            int more = one.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > MAX_LINE_BYTES) {
                folded.append("\r\n ");
                bytes = 1;
            }
            folded.append(one);
            bytes += more;
        }
        return folded.toString();
    }
}
