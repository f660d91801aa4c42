package io.mitalk.social.mark;

import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Visitor;
import io.mitalk.kit.json.Json;
import io.mitalk.social.room.Pulse;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Thread-safe. Reactions of an audience: counted by the second, and told to everybody once a second. */
final class Reactions {

    private static final long PERIOD_MS = 1_000;

    private final MarkSettings settings;
    private final Marks.Parts parts;
    private final Sources sources;
    private final Pulse pulse;

    Reactions(MarkSettings settings, Marks.Parts parts, Sources sources) {
        this.settings = settings;
        this.parts = parts;
        this.sources = sources;
        this.pulse = parts.rooms().pulse("reactions", PERIOD_MS, this::lately);
    }

    /**
     * A listener reacts to what is said now. The same reaction within some seconds counts once.
     *
     * @throws ProblemRaised {@code marks-not-live}, {@code not-in-room}, and what {@link
     *     io.mitalk.social.room.Rooms#visit} refuses
     */
    void react(Visitor visitor, UUID room, Reaction reaction) throws ProblemRaised {
        var member = visitor.member();
        parts.database()
                .<ProblemRaised>run(
                        tx -> {
                            var visit = parts.rooms().visit(tx, room, visitor);
                            Moment.mustBeLive(visit);
                            visit.mustBePresent();
                            long slotMs = settings.reactionOnce().toMillis();
                            if (!ReactionStore.react(tx, room, member, reaction, slotMs)) {
                                return;
                            }
                            if (reaction == Reaction.SOURCE) {
                                sources.asked(tx, visit.room());
                            } else {
                                pulse.touch(tx, room);
                            }
                        });
    }

    /** Immutable. When how many reacted. */
    record Timeline(List<ReactionStore.Beat> seconds) {}

    /**
     * The reactions second by second.
     *
     * @throws ProblemRaised what {@link io.mitalk.social.room.Rooms#visit} refuses
     */
    Timeline timeline(Visitor visitor, UUID room) throws ProblemRaised {
        return parts.database()
                .<Timeline, ProblemRaised>read(
                        tx -> {
                            var live = parts.rooms().visit(tx, room, visitor).room().liveAt();
                            return new Timeline(
                                    live == null
                                            ? List.of()
                                            : ReactionStore.timeline(tx, room, live));
                        });
    }

    private JsonNode lately(Tx tx, UUID room) {
        var since = tx.now().minus(settings.reactionWindow());
        long second = Moment.second(MarkStore.live(tx, room), tx.now());
        return Json.mapper().valueToTree(ReactionStore.since(tx, room, since, second));
    }
}
