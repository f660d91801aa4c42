package io.mitalk.social.room;

import io.mitalk.db.Deadlines;
import io.mitalk.db.Tx;
import io.mitalk.kit.json.Json;
import io.mitalk.social.floor.Turn;
import io.mitalk.social.room.Verbs.Verb;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thread-safe. Ends live rooms in which nobody speaks any more, after asking their hosts. Silence counts only while two
 * people are there: whoever waits alone is left in peace.
 */
final class QuietGuard implements RoomPart {

    private static final int COMPANY = 2;

    private final RoomTools tools;

    QuietGuard(RoomTools tools) {
        this.tools = tools;
    }

    /** Says who carries out its deadline; before the deadlines start. */
    void listen(Deadlines deadlines) {
        deadlines.on(RoomTimers.QUIET, this::due);
    }

    /**
     * Immutable. What the room is told.
     *
     * @param endsAt when an open room ends unless somebody speaks
     * @param silent whether it ended for that
     */
    record View(@Nullable Instant endsAt, boolean silent) {}

    @Override
    public String name() {
        return "quiet";
    }

    @Override
    public @Nullable JsonNode state(Tx tx, Room room) {
        var silence = QuietStore.of(tx, room.id());
        if (silence == null || (silence.askedAt() == null && !silence.ended())) {
            return null;
        }
        return Json.mapper().valueToTree(view(silence));
    }

    private View view(QuietStore.Silence silence) {
        return silence.ended()
                ? new View(null, true)
                : new View(silence.since().plus(tools.settings().quietEnd()), false);
    }

    @Override
    public void wentLive(RoomEdit edit) {
        QuietStore.open(edit.tx(), edit.id(), edit.tx().now());
        lookAgain(edit, edit.tx().now().plus(tools.settings().quietAsk()));
    }

    @Override
    public void ended(RoomEdit edit) {
        var silence = QuietStore.of(edit.tx(), edit.id());
        if (silence != null && silence.askedAt() != null && !silence.ended()) {
            edit.say(this, NullNode.getInstance());
        }
    }

    /** What was written for a turn was said too. */
    @Override
    public void turnEnded(RoomEdit edit, Turn turn, Turn.End how) {
        if (turn.written()) {
            broken(edit, edit.tx().now());
        }
    }

    /** Somebody spoke until then, or somebody came who is not alone by that: silence counts from there. */
    void broken(RoomEdit edit, Instant at) {
        if (QuietStore.begin(edit.tx(), edit.id(), at)) {
            edit.say(this, NullNode.getInstance());
            lookAgain(edit, at.plus(tools.settings().quietAsk()));
        }
    }

    /** How many were there and are there now, as far as a silence is concerned. */
    void counted(RoomEdit edit, int before, int after) {
        if (before < COMPANY && after >= COMPANY) {
            broken(edit, edit.tx().now());
        }
    }

    /** A host says that the room goes on. */
    Verb goOn() {
        return Verbs.onRoom(
                Act.FLOOR,
                (edit, actor) -> {
                    broken(edit, edit.tx().now());
                    edit.log(actor.account(), "quiet-answered", null);
                    return "quiet-answered";
                });
    }

    private void due(Tx tx, String key) {
        var edit = RoomEdit.lock(tx, tools, UUID.fromString(key));
        if (edit == null || edit.room().phase() != Phase.LIVE) {
            return;
        }
        if (AudienceStore.count(tx, edit.id()).people() < COMPANY) {
            broken(edit, tx.now());
        }
        look(edit, Objects.requireNonNull(QuietStore.of(tx, edit.id())));
    }

    private void look(RoomEdit edit, QuietStore.Silence silence) {
        var now = edit.tx().now();
        var ask = silence.since().plus(tools.settings().quietAsk());
        var end = silence.since().plus(tools.settings().quietEnd());
        if (ask.isAfter(now)) {
            lookAgain(edit, ask);
            edit.finish("quiet-broken");
        } else if (silence.askedAt() == null) {
            ask(edit);
        } else if (end.isAfter(now)) {
            lookAgain(edit, end);
        } else {
            QuietStore.ended(edit.tx(), edit.id());
            say(edit, new View(null, true));
            edit.log(null, "room-ended", null, "silent");
            edit.end();
            edit.finish("room-ended");
        }
    }

    /** The whole time to answer counts from the question, also when that comes late: the server may have been away. */
    private void ask(RoomEdit edit) {
        var since = edit.tx().now().minus(tools.settings().quietAsk());
        QuietStore.begin(edit.tx(), edit.id(), since);
        QuietStore.asked(edit.tx(), edit.id());
        var ends = since.plus(tools.settings().quietEnd());
        say(edit, new View(ends, false));
        lookAgain(edit, ends);
        edit.finish("quiet-asked");
    }

    /** What is absent in the view is to be taken away by the patch. */
    private void say(RoomEdit edit, View view) {
        ObjectNode patch = Json.mapper().valueToTree(view);
        if (view.endsAt() == null) {
            patch.putNull("endsAt");
        }
        edit.say(this, patch);
    }

    private void lookAgain(RoomEdit edit, Instant when) {
        tools.parts().deadlines().set(edit.tx(), RoomTimers.QUIET, edit.id().toString(), when);
    }
}
