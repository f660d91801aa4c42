package io.mitalk.social.mark;

import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Visitor;
import io.mitalk.kit.json.Json;
import io.mitalk.social.room.Pulse;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Thread-safe. Reactions of an audience: counted by the second, and told to everybody once a second. */
final class Reactions {

    private static final long PERIOD_MS = 1_000;

    private final MarkSettings settings;
    private final Marks.Parts parts;
    private final Sources sources;
    private final Pulse pulse;
    private final Together<Wish> together;

    Reactions(MarkSettings settings, Marks.Parts parts, Sources sources) {
        this.settings = settings;
        this.parts = parts;
        this.sources = sources;
        this.pulse = parts.rooms().pulse("reactions", PERIOD_MS, this::lately);
        this.together = parts.rooms().together(this::react);
    }

    /**
     * A listener reacts to what is said now. The same reaction within some seconds counts once.
     *
     * @throws ProblemRaised {@code marks-not-live}, {@code not-in-room}, and what {@link
     *     io.mitalk.social.room.Rooms#visit} refuses
     */
    void react(Visitor visitor, UUID room, Reaction reaction) throws ProblemRaised {
        together.ask(room, new Wish(visitor, visitor.member(), reaction));
    }

    /** Somebody's reaction on its way. */
    private record Wish(Visitor visitor, UUID member, Reaction reaction) {}

    private List<@Nullable ProblemRaised> react(Tx tx, UUID room, List<Wish> wishes) {
        try {
            var visits = parts.rooms().visits(tx, room, wishes.stream().map(Wish::member).toList());
            var allowed = new ArrayList<Wish>();
            var answers =
                    Together.each(
                            wishes,
                            wish -> {
                                var visit = visits.of(wish.visitor());
                                Moment.mustBeLive(visit);
                                visit.mustBePresent();
                                allowed.add(wish);
                            });
            write(tx, visits.room(), allowed);
            return answers;
        } catch (ProblemRaised gone) {
            return Together.none(wishes, gone);
        }
    }

    private void write(Tx tx, Room room, List<Wish> wishes) {
        long slotMs = settings.reactionOnce().toMillis();
        for (var kind : Reaction.values()) {
            var people =
                    wishes.stream()
                            .filter(wish -> wish.reaction() == kind)
                            .map(Wish::member)
                            .toList();
            if (people.isEmpty() || !ReactionStore.react(tx, room.id(), people, kind, slotMs)) {
                continue;
            }
            if (kind == Reaction.SOURCE) {
                sources.asked(tx, room);
            } else {
                pulse.touch(tx, room.id());
            }
        }
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
