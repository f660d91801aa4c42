package io.mitalk.social.mark;

import io.mitalk.db.Tx;
import io.mitalk.kit.json.Json;
import io.mitalk.social.account.AccountPart;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.Visit;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thread-safe. Sources that an audience asks for. The speaker is told quietly, by the field {@code sources} of the own
 * channel; everybody else may see it only when the speaker has had time to answer with a pin.
 */
final class Sources implements AccountPart {

    private static final String KEY = "sources";

    private final MarkSettings.Flag settings;
    private final Marks.Parts parts;

    Sources(MarkSettings.Flag settings, Marks.Parts parts) {
        this.settings = settings;
        this.parts = parts;
    }

    /** One more person asked. */
    void asked(Tx tx, Room room) {
        var since = tx.now().minus(settings.within());
        if (FlagStore.raisedSince(tx, room.id(), since)) {
            return;
        }
        // Those who ask at the same moment would not see each other.
        FlagStore.lock(tx, room.id());
        if (FlagStore.raisedSince(tx, room.id(), since)
                || FlagStore.askersSince(tx, room.id(), since) < settings.people()) {
            return;
        }
        var flag =
                new FlagStore.Flag(
                        parts.ids().next(), room.id(), speaker(tx, room.id()), tx.now(), null);
        FlagStore.raise(tx, flag);
        var told = Json.mapper().createObjectNode();
        told.set(flag.id().toString(), entry(flag));
        tell(tx, room.id(), asked(tx, flag), "source-asked", told);
    }

    /** Whose turn it is, or the only one who can be heard; null where several speak freely. */
    private static @Nullable UUID speaker(Tx tx, UUID room) {
        var turn = MarkStore.turn(tx, room);
        if (turn != null) {
            return turn.account();
        }
        var voices = MarkStore.voices(tx, room, 2);
        return voices.size() == 1 ? voices.getFirst() : null;
    }

    /** A source was given. */
    void met(Tx tx, FlagStore.Flag flag) {
        var told = Json.mapper().createObjectNode();
        told.putNull(flag.id().toString());
        tell(tx, flag.room(), asked(tx, flag), "source-given", told);
    }

    /** The room is over; what is still open stands on its page. */
    void ended(Tx tx, UUID room) {
        var people = new TreeSet<UUID>();
        FlagStore.of(tx, room).stream()
                .filter(flag -> flag.pin() == null)
                .forEach(flag -> people.addAll(asked(tx, flag)));
        tell(tx, room, people, "room-ended", null);
    }

    private static Collection<UUID> asked(Tx tx, FlagStore.Flag flag) {
        var speaker = flag.speaker();
        return speaker == null ? FlagStore.stage(tx, flag.room()) : List.of(speaker);
    }

    private void tell(
            Tx tx, UUID room, Collection<UUID> people, String type, @Nullable ObjectNode flags) {
        var patch = Json.mapper().createObjectNode();
        var rooms = patch.putObject(KEY);
        if (flags == null) {
            rooms.putNull(room.toString());
        } else {
            rooms.set(room.toString(), flags);
        }
        people.forEach(account -> parts.accounts().tell(tx, account, type, patch));
    }

    /** Whether a flag is somebody's to answer. */
    static boolean isFor(Tx tx, FlagStore.Flag flag, @Nullable UUID account) {
        return account != null && asked(tx, flag).contains(account);
    }

    /**
     * Immutable. A moment at which people asked for a source.
     *
     * @param yours whether it is the asker's to answer
     * @param pin the source, null while none was given
     */
    record View(UUID id, long second, @Nullable UUID speaker, boolean yours, @Nullable UUID pin) {}

    /** What the visitor may know of. */
    List<View> seen(Tx tx, Visit visit) {
        var open = tx.now().minus(settings.quiet());
        return FlagStore.of(tx, visit.room().id()).stream()
                .filter(
                        flag ->
                                flag.pin() != null
                                        || !flag.at().isAfter(open)
                                        || isFor(tx, flag, visit.account()))
                .map(
                        flag ->
                                new View(
                                        flag.id(),
                                        Moment.second(visit.room(), flag.at()),
                                        flag.speaker(),
                                        isFor(tx, flag, visit.account()),
                                        flag.pin()))
                .toList();
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public JsonNode state(Tx tx, UUID account) {
        var state = Json.mapper().createObjectNode();
        for (var flag : FlagStore.unmet(tx, account)) {
            state.withObjectProperty(flag.room().toString()).set(flag.id().toString(), entry(flag));
        }
        return state;
    }

    private static JsonNode entry(FlagStore.Flag flag) {
        return Json.mapper().createObjectNode().put("at", flag.at().toString());
    }
}
