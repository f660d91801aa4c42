package io.mitalk.social.mark;

import io.javalin.http.Context;
import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Visitor;
import io.mitalk.kit.text.Names;
import io.mitalk.social.keep.Exhibit;
import io.mitalk.social.keep.Keeper;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.RoomEdit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. Files that are pinned: what they are is read from their bytes, they are kept for a while after the room,
 * and whoever may see the room may save them. They are never shown as pages of this server.
 */
final class PinFiles {

    private static final String EXPIRE = "mark.files";
    private static final int MAX_NAME = 80;
    private static final int MAX_TEXT = 200;

    private final MarkSettings.Files settings;
    private final Marks.Parts parts;
    private final Pins pins;
    private final Keeper keeper;

    PinFiles(MarkSettings.Files settings, Marks.Parts parts, Pins pins) {
        this.settings = settings;
        this.parts = parts;
        this.pins = pins;
        this.keeper = parts.keeping().keeper(PinStore::named);
        parts.deadlines().on(EXPIRE, (tx, room) -> PinStore.expire(tx, UUID.fromString(room)));
    }

    /**
     * Immutable. What comes with a file.
     *
     * @param name as its owner calls it
     * @param text what it shows; empty is its name
     * @param flag the asking that it answers, null where nobody asked
     */
    record Wish(String name, String text, @Nullable UUID flag) {}

    /** Size of a file at most. */
    int mostBytes() {
        return settings.bytes();
    }

    /**
     * Refuses who may not pin evidence here now, before the file is read.
     *
     * @throws ProblemRaised as {@link Pins#pin} does
     */
    void mayPin(Visitor visitor, UUID room, @Nullable UUID flag) throws ProblemRaised {
        visitor.member();
        parts.database()
                .<ProblemRaised>run(
                        tx -> pins.mayPin(tx, parts.rooms().visit(tx, room, visitor), flag));
    }

    /**
     * Pins a file to this second.
     *
     * @throws ProblemRaised as {@link Pins#pin} does, and {@code pin-file-invalid}, {@code pin-files-full}, {@code
     *     storage-full}
     */
    Pins.View pin(Visitor visitor, UUID room, Wish wish, byte[] bytes) throws ProblemRaised {
        String name = name(wish.name());
        var file = Exhibit.of(bytes, name);
        if (file == null) {
            throw MarkProblems.FILE_INVALID.raise();
        }
        String called = file.kind().named(name);
        String text = wish.text().isBlank() ? called : Names.clean(wish.text(), MAX_TEXT);
        if (text == null) {
            throw Problem.BAD_REQUEST.raise().with("field", "text");
        }
        var kept =
                new Pin.File(
                        called,
                        file.kind().type(),
                        file.bytes().length,
                        keeper.bytes(file.bytes()));
        return pins.pin(visitor, room, new Pins.Wish("file", text, null, wish.flag()), kept);
    }

    /** What is behind the last slash, as far as a name may be that people read. */
    private static String name(String given) {
        String last =
                given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String clean = Names.clean(last, MAX_NAME);
        return clean == null || clean.startsWith(".") ? "file" : clean;
    }

    /** A file is pinned: there must be room for it, and it goes some day. */
    void insert(Tx tx, Room room, Pin.File file) throws ProblemRaised {
        if (PinStore.bytes(tx, room.id()) + file.bytes() > settings.roomBytes()) {
            throw MarkProblems.FILES_FULL.raise();
        }
        var ended = room.endedAt();
        if (ended != null) {
            expire(tx, room.id(), ended);
        }
    }

    /** The room is over; its files stay for a while. */
    void ended(RoomEdit edit) {
        if (PinStore.bytes(edit.tx(), edit.id()) > 0) {
            expire(edit.tx(), edit.id(), edit.tx().now());
        }
    }

    private void expire(Tx tx, UUID room, Instant ended) {
        parts.deadlines().set(tx, EXPIRE, room.toString(), ended.plus(settings.keep()));
    }

    /** Where a file is saved from; null when it is not kept any more. */
    static @Nullable String url(Room room, UUID pin, Pin.File file) {
        return file.blob() == null ? null : "/api/rooms/" + room.id() + "/pins/" + pin + "/file";
    }

    /**
     * Answers with a file, to be saved: no browser shows it as a page of this server, whatever is in it.
     *
     * @throws ProblemRaised {@code not-found}, {@code pin-file-gone}, what rooms refuse with
     */
    void give(Context context, Visitor visitor, UUID room, UUID id) throws ProblemRaised {
        var file =
                parts.database()
                        .<Pin.File, ProblemRaised>read(
                                tx -> {
                                    parts.rooms().visit(tx, room, visitor);
                                    var pin = PinStore.find(tx, room, id);
                                    var found = pin == null ? null : pin.file();
                                    if (found == null) {
                                        throw Problem.NOT_FOUND.raise();
                                    }
                                    return found;
                                });
        var blob = file.blob();
        if (blob == null) {
            throw MarkProblems.FILE_GONE.raise();
        }
        context.header("Content-Disposition", disposition(file.name()));
        context.header("Content-Security-Policy", "default-src 'none'; sandbox");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        keeper.give(context, blob, file.type());
    }

    /** A name in any script (RFC 6266, RFC 8187), and one for those who know letters only. */
    private static String disposition(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._ -]", "_");
        String coded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "attachment; filename=\""
                + plain
                + "\"; filename*=UTF-8''"
                + coded.replace("*", "%2A");
    }
}
