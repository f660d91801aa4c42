package io.mitalk.social.proposal;

import io.mitalk.db.Database;
import io.mitalk.db.Deadlines;
import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Routes;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.PersonCard;
import io.mitalk.social.notify.Notices;
import io.mitalk.social.room.HallwayStale;
import io.mitalk.social.room.RoomCard;
import io.mitalk.social.room.Rooms;
import io.mitalk.social.room.Visibility;
import io.mitalk.social.topic.Title;
import io.mitalk.social.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The verbs of proposals, and their opening by themselves. */
public final class Proposals {

    private static final String DUE = "proposal.due";

    private final ProposalSettings settings;
    private final Parts parts;

    /** What proposals are made with. */
    public record Parts(
            Database database,
            Deadlines deadlines,
            Uuid7 ids,
            Accounts accounts,
            Notices notices,
            Topics topics,
            Rooms rooms) {}

    /** Registers its timer. */
    public Proposals(ProposalSettings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
        parts.deadlines().on(DUE, this::due);
    }

    /** Everything under /api/proposals. */
    public Routes routes() {
        return new ProposalRoutes(this);
    }

    /** Immutable. What somebody proposes. */
    record Wish(String title, Topics.Choice topic, String language, Instant startsAt) {}

    /**
     * Proposes a room for all members.
     *
     * @throws ProblemRaised {@code title-invalid}, {@code starts-at-invalid}, {@code too-many-proposals}
     */
    Proposal propose(UUID member, Wish wish) throws ProblemRaised {
        return parts.database()
                .<Proposal, ProblemRaised>write(
                        tx -> {
                            var now = tx.now();
                            if (!wish.startsAt().isAfter(now)
                                    || wish.startsAt().isAfter(now.plus(settings.ahead()))) {
                                throw ProposalProblems.STARTS_AT_INVALID.raise();
                            }
                            if (ProposalStore.comingOf(tx, member) >= settings.openMax()) {
                                throw ProposalProblems.TOO_MANY.raise();
                            }
                            var title = Title.tidy(wish.title());
                            var topic = parts.topics().chosen(tx, member, wish.topic());
                            var id = parts.ids().next();
                            ProposalStore.insert(
                                    tx,
                                    new Row(
                                            id,
                                            title,
                                            topic,
                                            "",
                                            wish.language(),
                                            member,
                                            wish.startsAt(),
                                            settings.needed(),
                                            Row.State.OPEN,
                                            null,
                                            0,
                                            false));
                            parts.deadlines().set(tx, DUE, id.toString(), wish.startsAt());
                            tx.fact(new HallwayStale());
                            return view(tx, require(tx, id, member));
                        });
    }

    /**
     * "I'd come", or not any more. The last one who is needed sets the proposal, and opens the room at once when its
     * time has passed.
     *
     * @throws ProblemRaised {@code not-found}, {@code proposal-closed}, {@code own-proposal}
     */
    Proposal interest(UUID member, UUID id, boolean comes) throws ProblemRaised {
        return parts.database()
                .<Proposal, ProblemRaised>write(
                        tx -> {
                            ProposalStore.lock(tx, id);
                            var proposal = require(tx, id, member);
                            if (!proposal.coming()) {
                                throw ProposalProblems.CLOSED.raise();
                            }
                            if (proposal.proposer().equals(member)) {
                                throw ProposalProblems.OWN.raise();
                            }
                            if (comes) {
                                ProposalStore.come(tx, id, member);
                            } else {
                                ProposalStore.stayAway(tx, id, member);
                            }
                            step(tx, require(tx, id, member));
                            tx.fact(new HallwayStale());
                            return view(tx, require(tx, id, member));
                        });
    }

    /**
     * Takes one's own proposal back.
     *
     * @throws ProblemRaised {@code not-found} for another's, {@code proposal-closed}
     */
    void withdraw(UUID member, UUID id) throws ProblemRaised {
        parts.database()
                .<@Nullable Void, ProblemRaised>write(
                        tx -> {
                            ProposalStore.lock(tx, id);
                            var proposal = require(tx, id, member);
                            if (!proposal.proposer().equals(member)) {
                                throw Problem.NOT_FOUND.raise();
                            }
                            if (!proposal.coming()) {
                                throw ProposalProblems.CLOSED.raise();
                            }
                            parts.deadlines().cancel(tx, DUE, id.toString());
                            lapse(tx, proposal);
                            return null;
                        });
    }

    /** What is to come, the soonest first, as a member may see it. */
    public List<Proposal> coming(Tx tx, UUID member, int limit) {
        return views(tx, ProposalStore.coming(tx, member, limit));
    }

    private void due(Tx tx, String key) throws ProblemRaised {
        var id = UUID.fromString(key);
        ProposalStore.lock(tx, id);
        var proposal = ProposalStore.find(tx, id);
        if (proposal == null || !proposal.coming()) {
            return;
        }
        step(tx, proposal);
        if (Step.next(proposal, tx.now(), settings.grace()) == Step.WAIT) {
            parts.deadlines().set(tx, DUE, key, proposal.startsAt().plus(settings.grace()));
        }
    }

    private void step(Tx tx, Row proposal) throws ProblemRaised {
        switch (Step.next(proposal, tx.now(), settings.grace())) {
            case WAIT -> {}
            case SET -> {
                ProposalStore.become(tx, proposal.id(), Row.State.SET, null);
                tellAll(tx, proposal, "proposal-ready", null);
            }
            case OPEN -> open(tx, proposal);
            case LAPSE -> lapse(tx, proposal);
        }
    }

    private void open(Tx tx, Row proposal) throws ProblemRaised {
        if (!ProposalStore.proposerStands(tx, proposal.proposer())) {
            lapse(tx, proposal);
            return;
        }
        var room =
                parts.rooms()
                        .open(
                                tx,
                                proposal.proposer(),
                                new Rooms.Opening(
                                        proposal.title(),
                                        new Topics.Choice(
                                                proposal.topic(), null, proposal.language()),
                                        Visibility.MEMBERS,
                                        proposal.language(),
                                        settings.firstPerson()));
        ProposalStore.become(tx, proposal.id(), Row.State.OPENED, room);
        parts.deadlines().cancel(tx, DUE, proposal.id().toString());
        tellAll(tx, proposal, "room-open", room);
        tx.fact(new HallwayStale());
    }

    private static void lapse(Tx tx, Row proposal) {
        ProposalStore.become(tx, proposal.id(), Row.State.LAPSED, null);
        tx.fact(new HallwayStale());
    }

    /** Immutable. What a notice about a proposal says. */
    private record Told(
            UUID proposalId,
            String title,
            Instant startsAt,
            PersonCard by,
            @Nullable UUID roomId) {}

    private void tellAll(Tx tx, Row proposal, String kind, @Nullable UUID room) {
        var people = new ArrayList<>(ProposalStore.interested(tx, proposal.id()));
        people.add(proposal.proposer());
        people.sort(null); // one order for all, so that two transactions never wait for each other
        var by = Objects.requireNonNull(parts.accounts().card(tx, proposal.proposer()));
        var told = new Told(proposal.id(), proposal.title(), proposal.startsAt(), by, room);
        people.forEach(account -> parts.notices().tell(tx, account, kind, proposal.id(), told));
    }

    private static Row require(Tx tx, UUID id, UUID member) throws ProblemRaised {
        var proposal = ProposalStore.seen(tx, id, member);
        if (proposal == null) {
            throw Problem.NOT_FOUND.raise();
        }
        return proposal;
    }

    private Proposal view(Tx tx, Row proposal) {
        return views(tx, List.of(proposal)).getFirst();
    }

    private List<Proposal> views(Tx tx, List<Row> proposals) {
        var people = new HashSet<UUID>();
        proposals.forEach(proposal -> people.add(proposal.proposer()));
        Map<UUID, PersonCard> cards = parts.accounts().cards(tx, people);
        return proposals.stream()
                .map(
                        row ->
                                new Proposal(
                                        row.id(),
                                        row.title(),
                                        new RoomCard.TopicRef(row.topic(), row.topicTitle()),
                                        row.language(),
                                        Objects.requireNonNull(cards.get(row.proposer())),
                                        row.startsAt(),
                                        row.interested(),
                                        row.needed(),
                                        row.youCome(),
                                        row.state().name().toLowerCase(Locale.ROOT),
                                        row.room()))
                .toList();
    }
}
