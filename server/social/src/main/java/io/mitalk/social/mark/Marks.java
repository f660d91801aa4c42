package io.mitalk.social.mark;

import io.mitalk.db.Database;
import io.mitalk.db.Deadlines;
import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Routes;
import io.mitalk.http.Visitor;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.text.Names;
import io.mitalk.social.account.AccountPart;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.PersonCard;
import io.mitalk.social.floor.Branches;
import io.mitalk.social.keep.Keeping;
import io.mitalk.social.room.Pulse;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.Rooms;
import io.mitalk.social.room.Visit;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Thread-safe. The verbs of marks, and the minutes that they become. */
public final class Marks {

    private static final int MAX_TEXT = 200;
    private static final int MAX_WHO = 60;
    private static final long PERIOD_MS = 1_000;
    private static final int TOLD = 5;

    private final MarkSettings settings;
    private final Parts parts;
    private final Pulse pulse;
    private final Sources sources;
    private final Reactions reactions;
    private final Pins pins;
    private final Comments comments;
    private final CatchUps catchUps;

    /**
     * What marks are made with.
     *
     * @param publicUrl where browsers find the server, without a slash at its end
     */
    public record Parts(
            Database database,
            Deadlines deadlines,
            Uuid7 ids,
            Accounts accounts,
            Rooms rooms,
            Keeping keeping,
            String publicUrl) {}

    /** Registers what it adds to rooms; before they and the deadlines start. */
    public Marks(MarkSettings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
        pulse = parts.rooms().pulse("marks", PERIOD_MS, this::newest);
        sources = new Sources(settings.flag(), parts);
        reactions = new Reactions(settings, parts, sources);
        pins = new Pins(settings, parts, sources);
        comments = new Comments(settings, parts);
        catchUps = new CatchUps(settings, parts);
        parts.rooms().add(pins);
    }

    /** Everything under /api/rooms that has a second. */
    public Routes routes() {
        return new MarkRoutes(this);
    }

    /** What somebody is asked for; in the own channel. */
    public AccountPart accountPart() {
        return sources;
    }

    Reactions reactions() {
        return reactions;
    }

    Pins pins() {
        return pins;
    }

    Comments comments() {
        return comments;
    }

    CatchUps catchUps() {
        return catchUps;
    }

    /** Immutable. Moments at which sources were asked for. */
    record Asked(List<Sources.View> items) {}

    /**
     * Sources that were asked for, as far as the visitor may know.
     *
     * @throws ProblemRaised what {@link Rooms#visit} refuses
     */
    Asked sources(Visitor visitor, UUID room) throws ProblemRaised {
        return parts.database()
                .<Asked, ProblemRaised>read(
                        tx -> new Asked(sources.seen(tx, parts.rooms().visit(tx, room, visitor))));
    }

    /** Immutable. One's own mark. */
    record View(
            UUID id, long second, String kind, String text, String who, @Nullable LocalDate due) {}

    /**
     * Immutable. What is to be marked.
     *
     * @param text what was decided or is to be done; may be empty
     * @param who is to do it, and {@code due} by when: of actions only
     */
    record Wish(Mark.Kind kind, String text, String who, @Nullable LocalDate due) {

        Wish tidy() throws ProblemRaised {
            boolean action = kind == Mark.Kind.ACTION;
            if (!action && (!who.isBlank() || due != null)) {
                throw Problem.BAD_REQUEST.raise().with("field", who.isBlank() ? "due" : "who");
            }
            return new Wish(kind, line("text", text, MAX_TEXT), line("who", who, MAX_WHO), due);
        }

        private static String line(String field, String typed, int most) throws ProblemRaised {
            String clean = typed.isBlank() ? "" : Names.clean(typed, most);
            if (clean == null) {
                throw Problem.BAD_REQUEST.raise().with("field", field);
            }
            return clean;
        }
    }

    /**
     * Marks this second.
     *
     * @throws ProblemRaised {@code bad-request}, {@code not-in-room}, {@code marks-not-live}, {@code room-ended},
     *     {@code too-many-marks}
     */
    View mark(Visitor visitor, UUID room, Wish typed) throws ProblemRaised {
        var member = visitor.member();
        var wish = typed.tidy();
        return parts.database()
                .<View, ProblemRaised>write(
                        tx -> {
                            var visit = parts.rooms().visit(tx, room, visitor);
                            Moment.mustBeLive(visit);
                            visit.mustBePresent();
                            if (MarkStore.countOf(tx, room, member) >= settings.marksMax()) {
                                throw MarkProblems.TOO_MANY_MARKS.raise();
                            }
                            var mark =
                                    new Mark(
                                            parts.ids().next(),
                                            member,
                                            Branches.of(tx, member),
                                            wish.kind(),
                                            tx.now(),
                                            wish.text(),
                                            wish.who(),
                                            wish.due());
                            MarkStore.insert(tx, room, mark);
                            pulse.touch(tx, room);
                            return view(visit.room(), mark);
                        });
    }

    /**
     * Says in words what one marked; the mark stays at its second.
     *
     * @throws ProblemRaised {@code bad-request}, {@code not-found}, {@code room-ended}
     */
    View word(Visitor visitor, UUID room, UUID id, Wish typed) throws ProblemRaised {
        var member = visitor.member();
        var wish = typed.tidy();
        return parts.database()
                .<View, ProblemRaised>write(
                        tx -> {
                            var visit = parts.rooms().visit(tx, room, visitor);
                            visit.mustBeOpen();
                            var mark = MarkStore.find(tx, room, id);
                            boolean own = mark != null && mark.account().equals(member);
                            if (mark == null || !own || mark.kind() != wish.kind()) {
                                throw Problem.NOT_FOUND.raise();
                            }
                            var worded = mark.worded(wish.text(), wish.who(), wish.due());
                            MarkStore.word(tx, worded);
                            pulse.touch(tx, room);
                            return view(visit.room(), worded);
                        });
    }

    /**
     * Takes one's own mark back, while the room is open.
     *
     * @throws ProblemRaised {@code not-found}, {@code room-ended}
     */
    void take(Visitor visitor, UUID room, UUID id) throws ProblemRaised {
        var member = visitor.member();
        parts.database()
                .<ProblemRaised>run(
                        tx -> {
                            parts.rooms().visit(tx, room, visitor).mustBeOpen();
                            if (!MarkStore.remove(tx, room, member, id)) {
                                throw Problem.NOT_FOUND.raise();
                            }
                            pulse.touch(tx, room);
                        });
    }

    /** Immutable. One's own marks. */
    record Own(List<View> items) {}

    /**
     * The visitor's own marks in a room.
     *
     * @throws ProblemRaised what {@link Rooms#visit} refuses
     */
    Own own(Visitor visitor, UUID room) throws ProblemRaised {
        var member = visitor.member();
        return parts.database()
                .<Own, ProblemRaised>read(
                        tx -> {
                            var found = parts.rooms().visit(tx, room, visitor).room();
                            return new Own(
                                    MarkStore.of(tx, room).stream()
                                            .filter(mark -> mark.account().equals(member))
                                            .map(mark -> view(found, mark))
                                            .toList());
                        });
    }

    private static View view(Room room, Mark mark) {
        return new View(
                mark.id(),
                Moment.second(room, mark.at()),
                mark.kind().word(),
                mark.text(),
                mark.who(),
                mark.due());
    }

    /**
     * The minutes of a room, so far or as they stay.
     *
     * @throws ProblemRaised what {@link Rooms#visit} refuses
     */
    Minutes minutes(Visitor visitor, UUID room) throws ProblemRaised {
        return parts.database()
                .<Minutes, ProblemRaised>read(
                        tx -> minutes(tx, parts.rooms().visit(tx, room, visitor)));
    }

    private Minutes minutes(Tx tx, Visit visit) {
        var room = visit.room();
        var spots = settings.merge().of(MarkStore.of(tx, room.id()));
        var turns = MarkStore.turns(tx, room.id());
        var asked =
                sources.seen(tx, visit).stream().filter(source -> source.pin() == null).toList();
        var people = new HashSet<UUID>();
        people.add(room.host());
        turns.forEach(turn -> people.add(turn.account()));
        asked.forEach(
                source -> people.add(Objects.requireNonNullElse(source.speaker(), room.host())));
        var cards = parts.accounts().cards(tx, people);
        String link = parts.publicUrl() + "/r/" + room.id();
        return new Minutes(
                room.id(),
                room.title(),
                room.language(),
                card(cards, room.host()),
                room.liveAt(),
                room.endedAt(),
                link,
                spots.stream().map(spot -> line(room, spot, turns, cards, link)).toList(),
                pins.of(tx, room).stream()
                        .map(pin -> new Minutes.PinLine(pin, to(link, pin.second()), whole(pin)))
                        .toList(),
                asked.stream().map(source -> line(source, cards, link)).toList());
    }

    private static Minutes.SourceLine line(
            Sources.View source, Map<UUID, PersonCard> cards, String link) {
        var speaker = source.speaker();
        return new Minutes.SourceLine(
                source.second(),
                source.yours(),
                speaker == null ? null : card(cards, speaker),
                to(link, source.second()));
    }

    private static Minutes.Line line(
            Room room,
            Merge.Spot spot,
            List<Spoken> turns,
            Map<UUID, PersonCard> cards,
            String link) {
        long second = Moment.second(room, spot.first().at());
        var speaker = Spoken.at(turns, spot.first().at());
        return new Minutes.Line(
                second,
                spot.first().kind().word(),
                spot.people(),
                spot.marks().stream()
                        .filter(mark -> !mark.text().isEmpty() || !mark.who().isEmpty())
                        .map(mark -> new Minutes.Note(mark.text(), mark.who(), mark.due()))
                        .distinct()
                        .toList(),
                speaker == null ? null : card(cards, speaker),
                to(link, second));
    }

    /** Where evidence is, for who reads it elsewhere. */
    private @Nullable String whole(Pins.View pin) {
        var url = pin.url();
        return url == null || pin.file() == null ? url : parts.publicUrl() + url;
    }

    private static String to(String link, long second) {
        return link + "?t=" + second;
    }

    /** The newest lines of the minutes, and how many there are. */
    private JsonNode newest(Tx tx, UUID room) {
        var spots = settings.merge().of(MarkStore.of(tx, room));
        var live = MarkStore.live(tx, room);
        var told = Json.mapper().createObjectNode().put("count", spots.size());
        var lines = told.putArray("newest");
        spots.stream()
                .skip(Math.max(0, spots.size() - TOLD))
                .forEach(
                        spot ->
                                lines.addObject()
                                        .put("second", Moment.second(live, spot.first().at()))
                                        .put("kind", spot.first().kind().word())
                                        .put("people", spot.people()));
        return told;
    }

    /** The card of somebody, with an empty one for who is not known any more. */
    static PersonCard card(Map<UUID, PersonCard> cards, UUID account) {
        var card = cards.get(account);
        return card == null ? new PersonCard(account, "", "", null) : card;
    }

    /**
     * The account of a member's visit.
     *
     * @throws ProblemRaised {@code not-signed-in} for a guest
     */
    static UUID account(Visit visit) throws ProblemRaised {
        var account = visit.account();
        if (account == null) {
            throw Problem.NOT_SIGNED_IN.raise();
        }
        return account;
    }
}
