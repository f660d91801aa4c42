package io.mitalk.social.mark;

import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Visitor;
import io.mitalk.kit.text.Language;
import io.mitalk.social.hat.Hat;
import io.mitalk.social.hat.Hats;
import io.mitalk.social.mark.CatchUp.About;
import io.mitalk.social.mark.CatchUp.Line;
import io.mitalk.social.room.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Gathers what somebody who comes late should know. */
final class CatchUps {

    private static final int MARKS = 3;
    private static final int VOICES = 2;

    private final MarkSettings settings;
    private final Marks.Parts parts;

    CatchUps(MarkSettings settings, Marks.Parts parts) {
        this.settings = settings;
        this.parts = parts;
    }

    /**
     * What was said so far, in the visitor's language; nothing where the room is not on air for long enough.
     *
     * @throws ProblemRaised what {@link io.mitalk.social.room.Rooms#visit} refuses
     */
    CatchUp.Card of(Visitor visitor, UUID room) throws ProblemRaised {
        return parts.database()
                .<CatchUp.Card, ProblemRaised>read(
                        tx -> {
                            var found = parts.rooms().visit(tx, room, visitor).room();
                            var live = found.liveAt();
                            boolean late =
                                    found.onAir()
                                            && live != null
                                            && !live.plus(settings.catchUpAfter())
                                                    .isAfter(tx.now());
                            return CatchUp.card(
                                    late ? lines(tx, found, visitor.language()) : List.of());
                        });
    }

    private List<Line> lines(Tx tx, Room room, Language language) {
        boolean zh = language == Language.ZH;
        var lines = new ArrayList<Line>();
        lines.add(new Line(About.TOPIC, (zh ? "话题：" : "About: ") + room.title(), 0));
        var question = MarkStore.question(tx, room.id());
        if (question != null) {
            lines.add(
                    new Line(
                            About.QUESTION,
                            (zh ? "问题：" : "Question: ") + question.text(),
                            Moment.second(room, question.began())));
        }
        speaker(tx, room, zh, lines);
        var segment = MarkStore.segment(tx, room.id());
        if (segment != null) {
            long second = Moment.second(room, segment.began());
            lines.add(new Line(About.AGENDA, segment.text(), second));
            if (segment.ends() != null) {
                lines.add(left(tx, segment.ends(), second, zh));
            }
        }
        var spots = settings.merge().of(MarkStore.of(tx, room.id()));
        spots.stream()
                .skip(Math.max(0, spots.size() - MARKS))
                .forEach(
                        spot ->
                                lines.add(
                                        new Line(
                                                About.MARK,
                                                text(spot, zh),
                                                Moment.second(room, spot.first().at()))));
        return lines;
    }

    private void speaker(Tx tx, Room room, boolean zh, List<Line> lines) {
        var turn = MarkStore.turn(tx, room.id());
        if (turn != null) {
            long second = Moment.second(room, turn.began());
            lines.add(
                    new Line(
                            About.SPEAKER,
                            speaks(names(tx, room, List.of(turn.account()), zh), zh),
                            second));
            lines.add(left(tx, turn.ended(), second, zh));
            return;
        }
        var voices = MarkStore.voices(tx, room.id(), VOICES);
        if (!voices.isEmpty()) {
            long second = Moment.second(room, tx.now());
            lines.add(new Line(About.SPEAKER, speaks(names(tx, room, voices, zh), zh), second));
        }
    }

    private static Line left(Tx tx, Instant end, long second, boolean zh) {
        long seconds = Math.max(0, Duration.between(tx.now(), end).toSeconds());
        String clock = Moment.clock(seconds);
        return new Line(About.LEFT, zh ? "还剩 " + clock : clock + " left", second);
    }

    private static String speaks(String names, boolean zh) {
        return (zh ? "台上：" : "Speaking: ") + names;
    }

    /** Who they are, and as what they speak. */
    private String names(Tx tx, Room room, List<UUID> people, boolean zh) {
        var cards = parts.accounts().cards(tx, people);
        return people.stream()
                .map(
                        account ->
                                Marks.card(cards, account).displayName()
                                        + hat(Hats.at(tx, room.id(), account, tx.now()), zh))
                .collect(Collectors.joining(zh ? "、" : ", "));
    }

    private static String hat(@Nullable Hat hat, boolean zh) {
        if (hat == null) {
            return "";
        }
        var words =
                switch (hat.kind()) {
                    case PERSONAL -> zh ? "个人观点" : "personal view";
                    case DECLARED -> hat.words();
                };
        return zh ? "（" + words + "）" : " (" + words + ")";
    }

    private static String text(Merge.Spot spot, boolean zh) {
        var said =
                spot.marks().stream()
                        .map(Mark::text)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("");
        String kind =
                switch (spot.first().kind()) {
                    case DECISION -> zh ? "决定" : "Decided";
                    case ACTION -> zh ? "行动" : "To do";
                    case USEFUL -> zh ? "有用" : "Useful";
                };
        if (!said.isEmpty()) {
            return kind + (zh ? "：" : ": ") + said;
        }
        return zh ? kind + "（" + spot.people() + " 人）" : kind + " to " + spot.people() + " people";
    }
}
