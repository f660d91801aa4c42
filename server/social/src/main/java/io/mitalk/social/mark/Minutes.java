package io.mitalk.social.mark;

import io.mitalk.social.account.PersonCard;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What remains of a room: what several people marked, the evidence, and what nobody proved. Every line says
 * its second and leads there.
 *
 * @param language of the room, in which exports are worded
 * @param endedAt null while the room is open: the minutes so far
 * @param link the room's page
 */
record Minutes(
        UUID id,
        String title,
        String language,
        PersonCard host,
        @Nullable Instant liveAt,
        @Nullable Instant endedAt,
        String link,
        List<Line> items,
        List<PinLine> pins,
        List<SourceLine> sources) {

    /**
     * Immutable. A moment that enough people marked.
     *
     * @param kind decision, action or useful
     * @param people how many marked it
     * @param speaker whose turn it was, null where nobody had one
     */
    record Line(
            long second,
            String kind,
            int people,
            List<Note> notes,
            @Nullable PersonCard speaker,
            String link) {}

    /**
     * Immutable. What one of them wrote.
     *
     * @param who is to do it; empty where nobody is named
     */
    record Note(String text, String who, @Nullable LocalDate due) {}

    /**
     * Immutable. A piece of evidence, and where it was spoken of.
     *
     * @param evidence where it is; null for a number, and for a file that is not kept any more
     */
    record PinLine(Pins.View pin, String link, @Nullable String evidence) {}

    /** Immutable. A moment at which a source was asked for and not given. */
    record SourceLine(long second, boolean yours, @Nullable PersonCard speaker, String link) {}

    /** The lines of one kind. */
    List<Line> of(Mark.Kind kind) {
        return items.stream().filter(line -> line.kind().equals(kind.word())).toList();
    }
}
