package io.mitalk.social.mark;

import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Visitor;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.text.Names;
import io.mitalk.social.account.PersonCard;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.RoomEdit;
import io.mitalk.social.room.RoomPart;
import io.mitalk.social.room.Visit;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Thread-safe. Evidence, pinned by the stage to the second at which it is spoken of; part of what the room sees. */
final class Pins implements RoomPart {

    private static final int MAX_TEXT = 200;
    private static final int MAX_URL = 2_000;

    private final MarkSettings settings;
    private final Marks.Parts parts;
    private final Sources sources;
    private final PinFiles files;

    Pins(MarkSettings settings, Marks.Parts parts, Sources sources) {
        this.settings = settings;
        this.parts = parts;
        this.sources = sources;
        this.files = new PinFiles(settings.files(), parts, this);
    }

    PinFiles files() {
        return files;
    }

    /**
     * Immutable. A pin as everybody in the room sees it.
     *
     * @param url where it leads; of a file on this server, and null when it is not kept any more
     */
    record View(
            UUID id,
            long second,
            String kind,
            String text,
            @Nullable String url,
            PersonCard by,
            @Nullable UUID flag,
            @Nullable FileView file) {}

    /** Immutable. A pinned file as everybody sees it. */
    record FileView(String name, String type, long bytes) {}

    /**
     * Immutable. What is to be pinned.
     *
     * @param flag the asking that it answers, null where nobody asked
     */
    record Wish(String kind, String text, @Nullable String url, @Nullable UUID flag) {

        /**
         * The same, tidied.
         *
         * @throws ProblemRaised {@code bad-request}, {@code pin-link-invalid}
         */
        Wish tidy() throws ProblemRaised {
            boolean link = kind.equals("link");
            if (!link && !kind.equals("number")) {
                throw Problem.BAD_REQUEST.raise().with("field", "kind");
            }
            String to = link ? http(url) : null;
            String said = text.isBlank() && to != null ? URI.create(to).getHost() : text;
            String clean = Names.clean(said, MAX_TEXT);
            boolean number = clean != null && clean.codePoints().anyMatch(Character::isDigit);
            if (clean == null || !(link || number)) {
                throw Problem.BAD_REQUEST.raise().with("field", "text");
            }
            return new Wish(kind, clean, to, flag);
        }

        private static String http(@Nullable String url) throws ProblemRaised {
            try {
                var uri = new URI(url == null ? "" : url.strip());
                String scheme = uri.getScheme() == null ? "" : uri.getScheme();
                boolean web = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
                boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null;
                if (web && plain && uri.toString().length() <= MAX_URL) {
                    return uri.toASCIIString();
                }
            } catch (URISyntaxException e) {
                throw MarkProblems.LINK_INVALID.raise();
            }
            throw MarkProblems.LINK_INVALID.raise();
        }
    }

    /**
     * Pins evidence to this second. Who is asked for a source may give it after the end, at the second of the asking.
     *
     * @throws ProblemRaised {@code not-on-stage}, {@code marks-not-live}, {@code room-ended}, {@code too-many-pins},
     *     {@code pin-link-invalid}, {@code bad-request}, {@code not-found} for a flag that is not one's own
     */
    View pin(Visitor visitor, UUID room, Wish typed) throws ProblemRaised {
        return pin(visitor, room, typed.tidy(), null);
    }

    /** The same with a file that was put away. */
    View pin(Visitor visitor, UUID room, Wish wish, Pin.@Nullable File file) throws ProblemRaised {
        var member = visitor.member();
        return parts.database()
                .<View, ProblemRaised>write(
                        tx -> {
                            var visit = parts.rooms().visit(tx, room, visitor);
                            if (visit.room().ended() && wish.flag() != null) {
                                return view(tx, visit.room(), insert(tx, visit, wish, file));
                            }
                            return parts.rooms()
                                    .change(
                                            tx,
                                            member,
                                            room,
                                            "evidence-pinned",
                                            (edit, now) -> onAir(edit, now, wish, file));
                        });
    }

    /**
     * Refuses who may not pin evidence here now, before they send much.
     *
     * @throws ProblemRaised as {@link #pin(Visitor, UUID, Wish)} does
     */
    void mayPin(Tx tx, Visit visit, @Nullable UUID flag) throws ProblemRaised {
        if (flag != null) {
            flag(tx, visit, flag);
        }
        if (flag == null || !visit.room().ended()) {
            visit.mustBeOnStage();
            Moment.mustBeLive(visit);
        }
        mayHaveMore(tx, visit.room());
    }

    private void mayHaveMore(Tx tx, Room room) throws ProblemRaised {
        if (PinStore.count(tx, room.id()) >= settings.pinsMax()) {
            throw MarkProblems.TOO_MANY_PINS.raise();
        }
    }

    private View onAir(RoomEdit edit, Visit visit, Wish wish, Pin.@Nullable File file)
            throws ProblemRaised {
        visit.mustBeOnStage();
        Moment.mustBeLive(visit);
        var pin = insert(edit.tx(), visit, wish, file);
        var view = view(edit.tx(), edit.room(), pin);
        edit.say(this, patch(pin.id(), Json.mapper().valueToTree(view)));
        edit.log(pin.account(), "evidence-pinned", pin.id().toString(), pin.text());
        return view;
    }

    private Pin insert(Tx tx, Visit visit, Wish wish, Pin.@Nullable File file)
            throws ProblemRaised {
        var room = visit.room();
        mayHaveMore(tx, room);
        if (file != null) {
            files.insert(tx, room, file);
        }
        var flag = wish.flag() == null ? null : flag(tx, visit, wish.flag());
        var pin =
                new Pin(
                        parts.ids().next(),
                        Marks.account(visit),
                        wish.kind(),
                        wish.text(),
                        wish.url(),
                        flag == null ? tx.now() : flag.at(),
                        wish.flag(),
                        file);
        PinStore.insert(tx, room.id(), pin);
        if (flag != null) {
            sources.met(tx, flag);
        }
        return pin;
    }

    private static FlagStore.Flag flag(Tx tx, Visit visit, UUID id) throws ProblemRaised {
        return FlagStore.of(tx, visit.room().id()).stream()
                .filter(flag -> flag.id().equals(id) && Sources.isFor(tx, flag, visit.account()))
                .findFirst()
                .orElseThrow(Problem.NOT_FOUND::raise);
    }

    /**
     * Takes a pin down: one's own, or any by who holds the handles.
     *
     * @throws ProblemRaised {@code not-found}, {@code not-moderator} for another's, {@code room-ended}
     */
    void take(Visitor visitor, UUID room, UUID id) throws ProblemRaised {
        var member = visitor.member();
        parts.database()
                .<ProblemRaised>run(
                        tx ->
                                parts.rooms()
                                        .change(
                                                tx,
                                                member,
                                                room,
                                                "evidence-taken",
                                                (edit, visit) -> take(edit, visit, id)));
    }

    private UUID take(RoomEdit edit, Visit visit, UUID id) throws ProblemRaised {
        var pin = PinStore.find(edit.tx(), edit.id(), id);
        if (pin == null) {
            throw Problem.NOT_FOUND.raise();
        }
        if (!pin.account().equals(visit.account())) {
            visit.mustHost();
        }
        PinStore.remove(edit.tx(), id);
        edit.say(this, patch(id, null));
        edit.log(visit.account(), "evidence-taken", id.toString(), pin.text());
        return id;
    }

    private static JsonNode patch(UUID id, @Nullable JsonNode pin) {
        var patch = Json.mapper().createObjectNode();
        var pins = patch.putObject("pins");
        if (pin == null) {
            pins.putNull(id.toString());
        } else {
            pins.set(id.toString(), pin);
        }
        return patch;
    }

    /** All pins of a room, the first one first. */
    List<View> of(Tx tx, Room room) {
        var pins = PinStore.of(tx, room.id());
        var cards =
                parts.accounts()
                        .cards(tx, pins.stream().map(Pin::account).collect(Collectors.toSet()));
        return pins.stream().map(pin -> view(room, pin, Marks.card(cards, pin.account()))).toList();
    }

    private View view(Tx tx, Room room, Pin pin) {
        var cards = parts.accounts().cards(tx, List.of(pin.account()));
        return view(room, pin, Marks.card(cards, pin.account()));
    }

    private static View view(Room room, Pin pin, PersonCard by) {
        var file = pin.file();
        return new View(
                pin.id(),
                Moment.second(room, pin.at()),
                pin.kind(),
                pin.text(),
                file == null ? pin.url() : PinFiles.url(room, pin.id(), file),
                by,
                pin.flag(),
                file == null ? null : new FileView(file.name(), file.type(), file.bytes()));
    }

    @Override
    public String name() {
        return "marks";
    }

    @Override
    public @Nullable JsonNode state(Tx tx, Room room) {
        var pins = of(tx, room);
        if (pins.isEmpty()) {
            return null;
        }
        var state = Json.mapper().createObjectNode();
        var byId = state.putObject("pins");
        pins.forEach(pin -> byId.set(pin.id().toString(), Json.mapper().valueToTree(pin)));
        return state;
    }

    @Override
    public void ended(RoomEdit edit) {
        sources.ended(edit.tx(), edit.id());
        files.ended(edit);
    }
}
