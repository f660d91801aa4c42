package io.mitalk.social.hat;

import io.mitalk.db.Database;
import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Routes;
import io.mitalk.http.Visitor;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.text.Prose;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.RoomEdit;
import io.mitalk.social.room.RoomPart;
import io.mitalk.social.room.Rooms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thread-safe. As what people speak: each says so for oneself, and everybody in the room sees it. Nothing that a
 * profile says is verified, so there is no claim yet that a hat could be.
 */
public final class Hats implements RoomPart {

    private static final int MAX_WORDS = 60;
    private static final int MAX_DISCLOSURE = 120;

    private final Parts parts;

    /** What hats are made of. */
    public record Parts(Database database, Uuid7 ids, Rooms rooms) {}

    /** Adds itself to the rooms; before they start. */
    public Hats(Parts parts) {
        this.parts = parts;
        parts.rooms().add(this);
    }

    public Routes routes() {
        return new HatRoutes(this);
    }

    /** The hat that somebody wore in a room at a moment, as it was then; null for none. */
    public static @Nullable Hat at(Tx tx, UUID room, UUID account, Instant at) {
        return HatStore.at(tx, room, account, at);
    }

    /**
     * Immutable. A hat as it was worn, in seconds of the room's time.
     *
     * @param to null while it is worn
     */
    record Span(
            String identity,
            String kind,
            String words,
            String disclosure,
            double from,
            @Nullable Double to) {}

    /** Immutable. All hats of a room. */
    record Spans(List<Span> items) {}

    /**
     * As what everybody spoke and when, also of a room that is over: what somebody retires later stays as it was then.
     *
     * @throws ProblemRaised what {@link Rooms#visit} refuses
     */
    Spans spans(Visitor visitor, UUID room) throws ProblemRaised {
        return parts.database()
                .<Spans, ProblemRaised>read(
                        tx -> {
                            var live = parts.rooms().visit(tx, room, visitor).room().liveAt();
                            return new Spans(
                                    live == null
                                            ? List.of()
                                            : HatStore.spans(tx, room).stream()
                                                    .map(worn -> span(worn, live))
                                                    .toList());
                        });
    }

    private static Span span(HatStore.Worn worn, Instant live) {
        var hat = worn.hat();
        var until = worn.until();
        return new Span(
                worn.account().toString(),
                hat.kind().word(),
                hat.words(),
                hat.disclosure(),
                seconds(live, worn.since()),
                until == null ? null : seconds(live, until));
    }

    private static double seconds(Instant live, Instant at) {
        return Math.max(0, Duration.between(live, at).toMillis()) / 1000.0;
    }

    @Override
    public String name() {
        return "hats";
    }

    @Override
    public JsonNode state(Tx tx, Room room) {
        var state = Json.mapper().createObjectNode();
        state.put("required", HatStore.required(tx, room.id()));
        var worn = state.putObject("worn");
        HatStore.worn(tx, room.id())
                .forEach((account, hat) -> worn.set(account.toString(), seen(hat)));
        return state;
    }

    private static JsonNode seen(Hat hat) {
        return Json.mapper()
                .createObjectNode()
                .put("kind", hat.kind().word())
                .put("words", hat.words())
                .put("disclosure", hat.disclosure());
    }

    @Override
    public void ended(RoomEdit edit) {
        HatStore.takeOffAll(edit.tx(), edit.id());
    }

    @Override
    public void seatWanted(RoomEdit edit, UUID account) throws ProblemRaised {
        if (bare(edit, account)) {
            throw HatProblems.MISSING.raise();
        }
    }

    /** Also of who has sat there since before it was asked for, and of who speaks in writing. */
    @Override
    public @Nullable Problem turnRefused(RoomEdit edit, UUID account) {
        return bare(edit, account) ? HatProblems.AWAITED : null;
    }

    private static boolean bare(RoomEdit edit, UUID account) {
        return HatStore.required(edit.tx(), edit.id())
                && HatStore.at(edit.tx(), edit.id(), account, edit.tx().now()) == null;
    }

    /** Immutable. What somebody wants to speak as; {@code claim} is one of the verified ones. */
    record Wish(
            String kind,
            @Nullable String words,
            @Nullable String disclosure,
            @Nullable String claim) {}

    /**
     * Puts a hat on, in the place of the one before.
     *
     * @throws ProblemRaised {@code bad-request}, {@code claim-not-yours}, {@code not-at-microphone} and what refuses
     *     a change of the room
     */
    void wear(UUID member, UUID room, Wish wish) throws ProblemRaised {
        if (wish.claim() != null) {
            throw HatProblems.CLAIM_NOT_YOURS.raise();
        }
        var kind = Hat.Kind.of(wish.kind());
        boolean declared = kind == Hat.Kind.DECLARED;
        var words = declared ? tidy("words", wish.words(), MAX_WORDS) : "";
        if (declared && words.isEmpty()) {
            throw Problem.BAD_REQUEST.raise().with("field", "words");
        }
        var hat = new Hat(kind, words, tidy("disclosure", wish.disclosure(), MAX_DISCLOSURE));
        changed(
                member,
                room,
                "hat-worn",
                edit -> {
                    if (!HatStore.atMicrophone(edit.tx(), room, member)) {
                        throw HatProblems.NOT_AT_MICROPHONE.raise();
                    }
                    HatStore.takeOff(edit.tx(), room, member);
                    HatStore.wear(edit.tx(), parts.ids().next(), room, member, hat);
                    say(edit, member, seen(hat));
                });
    }

    private static String tidy(String field, @Nullable String typed, int most)
            throws ProblemRaised {
        var prose = Prose.of(typed == null ? "" : typed);
        if (prose.length() > most) {
            throw Problem.BAD_REQUEST.raise().with("field", field);
        }
        return prose.text();
    }

    /**
     * Takes it off; harmless without one.
     *
     * @throws ProblemRaised what refuses a change of the room
     */
    void takeOff(UUID member, UUID room) throws ProblemRaised {
        changed(
                member,
                room,
                "hat-taken-off",
                edit -> {
                    HatStore.takeOff(edit.tx(), room, member);
                    say(edit, member, Json.mapper().nullNode());
                });
    }

    private void say(RoomEdit edit, UUID member, JsonNode hat) {
        var patch = Json.mapper().createObjectNode();
        patch.putObject("worn").set(member.toString(), hat);
        edit.say(this, patch);
        edit.cardChanged();
    }

    /**
     * Has everybody say as what they speak before they take a seat, or no longer.
     *
     * @throws ProblemRaised {@code not-moderator} and what refuses a change of the room
     */
    void require(UUID member, UUID room, boolean required) throws ProblemRaised {
        parts.database()
                .<ProblemRaised>run(
                        tx ->
                                parts.rooms()
                                        .change(
                                                tx,
                                                member,
                                                room,
                                                "hats-required",
                                                (edit, visit) -> {
                                                    visit.mustHost();
                                                    HatStore.require(tx, room, required);
                                                    edit.log(
                                                            member,
                                                            required
                                                                    ? "hats-required"
                                                                    : "hats-free",
                                                            null,
                                                            null);
                                                    ObjectNode patch =
                                                            Json.mapper().createObjectNode();
                                                    edit.say(this, patch.put("required", required));
                                                    return required;
                                                }));
    }

    private interface Change {
        void make(RoomEdit edit) throws ProblemRaised;
    }

    private void changed(UUID member, UUID room, String type, Change change) throws ProblemRaised {
        parts.database()
                .<ProblemRaised>run(
                        tx ->
                                parts.rooms()
                                        .change(
                                                tx,
                                                member,
                                                room,
                                                type,
                                                (edit, visit) -> {
                                                    change.make(edit);
                                                    return visit;
                                                }));
    }
}
