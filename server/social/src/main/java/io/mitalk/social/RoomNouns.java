package io.mitalk.social;

import io.mitalk.http.Routes;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.social.account.AccountPart;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.Belongings;
import io.mitalk.social.action.Actions;
import io.mitalk.social.graph.Blocks;
import io.mitalk.social.hallway.Hallway;
import io.mitalk.social.keep.Keeping;
import io.mitalk.social.mark.MarkBelongings;
import io.mitalk.social.mark.Marks;
import io.mitalk.social.notify.Notices;
import io.mitalk.social.ping.PingBelongings;
import io.mitalk.social.ping.Pings;
import io.mitalk.social.proposal.ProposalBelongings;
import io.mitalk.social.proposal.Proposals;
import io.mitalk.social.question.Questions;
import io.mitalk.social.replay.RecordingBelongings;
import io.mitalk.social.replay.Recordings;
import io.mitalk.social.room.RoomBelongings;
import io.mitalk.social.room.RoomParts;
import io.mitalk.social.room.Rooms;
import io.mitalk.social.topic.Topics;
import java.util.List;
import java.util.stream.Stream;

/** Immutable. The nouns around rooms, put together: topics, rooms, questions, marks, proposals, the hallway. */
record RoomNouns(
        Rooms rooms, Recordings recordings, Questions questions, Marks marks, List<Routes> routes) {

    /** What they need of the other nouns. */
    record Needs(Uuid7 ids, Accounts accounts, Actions actions, Notices notices, Keeping keeping) {}

    static RoomNouns create(SocialSettings settings, SocialParts parts, Needs needs) {
        var database = parts.database();
        var topics = new Topics(database, needs.ids());
        var rooms =
                new Rooms(
                        settings.room(),
                        new RoomParts(
                                database,
                                parts.deadlines(),
                                needs.ids(),
                                parts.clock(),
                                parts.randomness(),
                                parts.threads(),
                                parts.hub(),
                                needs.accounts(),
                                needs.actions(),
                                topics,
                                parts.stage(),
                                parts.secrets()));
        var pings = pings(settings, parts, needs, rooms);
        var questions = questions(settings, parts, needs, rooms);
        var marks = marks(settings, parts, needs, rooms);
        var shows =
                ShowNouns.create(
                        settings,
                        parts,
                        new ShowNouns.Needs(needs.ids(), needs.accounts(), rooms, questions));
        var recordings = recordings(settings, parts, needs, rooms);
        var proposals =
                new Proposals(
                        settings.proposal(),
                        new Proposals.Parts(
                                database,
                                parts.deadlines(),
                                needs.ids(),
                                needs.accounts(),
                                needs.notices(),
                                topics,
                                rooms));
        var hallway =
                Hallway.create(
                        settings.hallway(),
                        new Hallway.Parts(
                                database, parts.threads(), parts.hub(), rooms, proposals));
        return new RoomNouns(
                rooms,
                recordings,
                questions,
                marks,
                routes(
                        shows.routes(),
                        topics.routes(),
                        rooms.routes(),
                        recordings.routes(),
                        pings.routes(),
                        questions.routes(),
                        marks.routes(),
                        proposals.routes(),
                        hallway.routes()));
    }

    private static Pings pings(
            SocialSettings settings, SocialParts parts, Needs needs, Rooms rooms) {
        return new Pings(
                settings.pingsPerHour(),
                new Pings.Parts(
                        parts.database(),
                        parts.clock(),
                        needs.accounts(),
                        needs.notices(),
                        new Blocks(settings.maxBlocks()),
                        rooms));
    }

    private static Questions questions(
            SocialSettings settings, SocialParts parts, Needs needs, Rooms rooms) {
        return new Questions(
                settings.question(),
                new Questions.Parts(
                        parts.database(),
                        parts.deadlines(),
                        needs.ids(),
                        parts.clock(),
                        needs.accounts(),
                        needs.notices(),
                        rooms,
                        needs.keeping()));
    }

    private static Marks marks(
            SocialSettings settings, SocialParts parts, Needs needs, Rooms rooms) {
        return new Marks(
                settings.mark(),
                new Marks.Parts(
                        parts.database(),
                        parts.deadlines(),
                        needs.ids(),
                        needs.accounts(),
                        rooms,
                        needs.keeping(),
                        settings.publicUrl()));
    }

    private static List<Routes> routes(List<Routes> shows, Routes... others) {
        return Stream.concat(shows.stream(), Stream.of(others)).toList();
    }

    List<Belongings> belongings() {
        return List.of(
                new RoomBelongings(),
                new RecordingBelongings(),
                new PingBelongings(),
                questions.belongings(),
                new MarkBelongings(),
                new ProposalBelongings(),
                ShowNouns.shows(),
                ShowNouns.hats(),
                ShowNouns.texts());
    }

    List<AccountPart> accountParts() {
        return List.of(rooms.accountPart(), marks.accountPart());
    }

    private static Recordings recordings(
            SocialSettings settings, SocialParts parts, Needs needs, Rooms rooms) {
        return new Recordings(
                settings.recording(),
                new Recordings.Parts(
                        parts.database(),
                        parts.deadlines(),
                        parts.threads(),
                        needs.notices(),
                        rooms,
                        parts.recorder()),
                needs.keeping());
    }
}
